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
        private var line = SymbolLine()
        private var count = 0

        /// Makes a workspace; ICU is opened when it is first needed.
        public init() {}

        deinit {
            cicu_breaker_close(breaker)
        }

        /// Cuts a text into `ends` and `kinds`, by a model or by ICU alone; returns how many
        /// segments.
        mutating func cut(
            _ units: UnsafeBufferPointer<UInt16>,
            _ model: SegmenterModel?,
            _ evidence: UserWordEvidence
        ) -> Int {
            if ends.count < units.count {
                let count = max(units.count, ends.count * 2, 1_024)
                ends = [Int32](repeating: 0, count: count)
                kinds = [UInt8](repeating: 0, count: count)
            }
            count = 0
            guard let model else {
                cutByRules(units, 0..<units.count)
                return count
            }
            line.read(units, alphabet: model.alphabet)
            model.findPairs(line)
            for index in line.pieces.indices { cut(line.pieces[index], units, model, evidence) }
            return count
        }

        private mutating func cut(
            _ piece: SymbolLine.Piece,
            _ units: UnsafeBufferPointer<UInt16>,
            _ model: SegmenterModel,
            _ evidence: UserWordEvidence
        ) {
            switch piece.kind {
            case .blank: append(piece.units.upperBound, .space)
            case .sign: append(piece.units.upperBound, .other)
            case .foreign: cutByRules(units, piece.units)
            default:
                model.segment(line, piece.positions, evidence)
                for position in piece.positions where line.steps[position] != 0 {
                    ends[count] = line.starts[position + 1]
                    kinds[count] = line.steps[position] - 1
                    count &+= 1
                }
            }
        }

        /// How far the model prefers a cut to none, by the unit before which it would stand.
        ///
        /// See ``SegmenterModel/margins(_:_:)``; places where it has no choice are left out.
        mutating func margins(
            _ units: UnsafeBufferPointer<UInt16>,
            _ model: SegmenterModel,
            _ evidence: UserWordEvidence
        ) -> [Int32: Int] {
            line.read(units, alphabet: model.alphabet)
            model.findPairs(line)
            var margins: [Int32: Int] = [:]
            for piece in line.pieces where !piece.positions.isEmpty {
                model.score(line, piece.positions, evidence)
                for (offset, margin) in model.margins(line, piece.positions).enumerated() {
                    margins[line.starts[piece.positions.lowerBound + offset + 1]] = margin
                }
            }
            return margins
        }

        private mutating func append(_ end: Int, _ kind: TokenKind) {
            ends[count] = Int32(end)
            kinds[count] = kind.rawValue
            count += 1
        }

        /// Appends what ICU's word rules make of a part of the text.
        private mutating func cutByRules(
            _ units: UnsafeBufferPointer<UInt16>,
            _ part: Range<Int>
        ) {
            if breaker == nil { breaker = cicu_breaker_open(Int32(CICU_BREAK_WORD)) }
            let first = count
            let filled = ends.withUnsafeMutableBufferPointer { ends in
                kinds.withUnsafeMutableBufferPointer { kinds in
                    cicu_breaker_fill(
                        breaker,
                        units.baseAddress.map { $0 + part.lowerBound },
                        Int32(part.count),
                        ends.baseAddress.map { $0 + first },
                        kinds.baseAddress.map { $0 + first }
                    )
                }
            }
            precondition(filled >= 0, "ICU has no word-break data; install libicu72")
            count += Int(filled)
            guard part.lowerBound > 0 else { return }
            for index in first..<count { ends[index] += Int32(part.lowerBound) }
        }
    }
}
