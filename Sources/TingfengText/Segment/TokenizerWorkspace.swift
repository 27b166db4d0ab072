import CICU

extension Tokenizer {
    /// Scratch memory of one thread, with its break iterator, reused from text to text.
    ///
    /// Making one costs about a millisecond (ICU opens its dictionary); keep it.
    public struct Workspace: ~Copyable {
        private var breaker: OpaquePointer?
        /// The end of each segment of the text cut last.
        private(set) var ends: [Int32] = []
        private(set) var kinds: [UInt8] = []

        /// Makes a workspace; ICU is opened when it is first needed.
        public init() {}

        deinit {
            cicu_breaker_close(breaker)
        }

        /// Cuts a text by ICU's word rules into `ends` and `kinds`; returns how many segments.
        mutating func cut(_ units: UnsafeBufferPointer<UInt16>) -> Int {
            if breaker == nil { breaker = cicu_breaker_open(Int32(CICU_BREAK_WORD)) }
            if ends.count < units.count {
                let count = max(units.count, ends.count * 2, 1_024)
                ends = [Int32](repeating: 0, count: count)
                kinds = [UInt8](repeating: 0, count: count)
            }
            let count = cicu_breaker_fill(
                breaker,
                units.baseAddress,
                Int32(units.count),
                &ends,
                &kinds
            )
            precondition(count >= 0, "ICU has no word-break data; install libicu72")
            return Int(count)
        }
    }
}
