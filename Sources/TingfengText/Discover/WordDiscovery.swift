/// Finds new words in a stream of messages (新词发现): strings that hang together (cohesion), stand
/// in free surroundings (branching entropy), and that the tokenizer breaks into pieces that are no
/// words of their own.
///
///     var discovery = WordDiscovery(tables: normalizer.tables)
///     discovery.add(view, tokens: tokens, message: 0, caller: nil)
///     let words = discovery.candidates { dictionary.contains($0) }
///
/// After Jin & Tanaka-Ishii 2006 (branching entropy) and Sproat & Shih 1990 (mutual information),
/// counted exactly over sorted suffixes. Memory is bounded: 16 bytes per character of text, at most
/// ``capacity`` characters.
public struct WordDiscovery: Sendable {
    /// Characters that are looked at; later messages are passed over.
    public let capacity: Int
    /// Messages taken.
    public private(set) var messageCount = 0
    /// Messages passed over because the capacity was reached.
    public private(set) var skippedCount = 0

    private(set) var units: [UInt16] = []
    /// For each unit: whether a token begins here, whether it is a Han character.
    private(set) var marks: [Mark] = []
    /// The first unit of each message, with its caller.
    private(set) var starts: [MessageStart] = []
    private let tables: CharacterTables

    struct Mark: OptionSet, Sendable {
        let rawValue: UInt8
        static let begins = Mark(rawValue: 1)
        static let han = Mark(rawValue: 2)
    }

    struct MessageStart: Sendable {
        var unit: Int32
        var message: Int32
        /// A hash of the caller, or of the message's number without one.
        var caller: UInt64
        /// Whether it may be an example.
        var isQuotable: Bool
    }

    /// Starts with no message; the tables tell which characters are Han.
    public init(tables: CharacterTables, capacity: Int = 12_000_000) {
        self.tables = tables
        self.capacity = capacity
    }

    /// Takes a text of a message; texts of one message come one after another.
    ///
    /// One that is not quotable is counted and never an example.
    public mutating func add(
        _ text: NormalizedText,
        tokens: [Token],
        message: Int,
        caller: String?,
        isQuotable: Bool = true
    ) {
        guard units.count + text.units.count < capacity else {
            if starts.last.map({ Int($0.message) }) != message { skippedCount += 1 }
            return
        }
        if starts.last.map({ Int($0.message) }) != message {
            messageCount += 1
            starts.append(
                MessageStart(
                    unit: Int32(units.count),
                    message: Int32(message),
                    caller: Self.hash(caller ?? "\u{1}\(message)"),
                    isQuotable: isQuotable
                )
            )
        }
        append(text, tokens)
    }

    private mutating func append(_ text: NormalizedText, _ tokens: [Token]) {
        let base = units.count
        units += text.units
        marks += text.units.map { unit in
            tables.classes[Int(unit)] == CharacterClass.han.rawValue ? .han : []
        }
        for token in tokens { marks[base + Int(token.range.lowerBound)].insert(.begins) }
        // A mark between texts ends the run and begins a token.
        units.append(0)
        marks.append(.begins)
    }

    /// Returns the new words of all texts added, best first; those that `isKnown` says a dictionary
    /// has are left out.
    ///
    /// - Complexity: O(*n* log *n*); 6 million characters take some 10 s.
    public func candidates(
        _ options: WordDiscoveryOptions = WordDiscoveryOptions(),
        isKnown: (ArraySlice<UInt16>) -> Bool
    ) -> [WordCandidate] {
        let suffixes = SortedSuffixes(units: units, marks: marks, length: options.maxLength + 1)
        let judge = CandidateJudge(self, suffixes, options)
        var found: [CandidateJudge.Verdict] = []
        for length in 2...max(options.maxLength, 2) {
            suffixes.forEachGroup(length: length, minCount: options.minCount) { group in
                if let verdict = judge.verdict(group, length: length, isKnown: isKnown) {
                    found.append(verdict)
                }
            }
        }
        return judge.withoutParts(found)
            .map { judge.candidate($0) }
            .sorted { ($1.score, $0.word) < ($0.score, $1.word) }
    }

    /// The message that a unit stands in, as an index into `starts`.
    func messageIndex(ofUnit unit: Int32) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle].unit <= unit { low = middle } else { high = middle }
        }
        return low
    }

    /// FNV-1a.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
