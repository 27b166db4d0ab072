/// Finds remembered messages that share telling terms with a message.
struct MatterIndex: Sendable {
    /// Which message of which matter.
    struct Entry: Sendable, Equatable {
        var matter: Int32
        var slot: Int32
    }

    /// The loudest terms of a remembered message lead to it.
    private static let indexedTerms = 64
    /// The loudest terms of a message ask for candidates.
    private static let queryTerms = 48
    /// Terms of more messages than this tell too little.
    private static let postingLimit = 4_000
    /// No message looks at more postings, or its cost would grow with the index.
    private static let visitLimit = 16_000
    /// So many candidates are compared exactly.
    private static let candidateLimit = 40

    /// By cell of the term.
    private var postings = [[Int32]](repeating: [], count: 1 << TermWeights.cellBits)
    private var entries: [Entry] = []
    /// Loudness of the terms shared with the message at hand, by entry; zero between calls.
    private var shared: [Int32] = []

    init() {}

    /// Makes a message findable; returns its number.
    mutating func insert(_ features: MatterFeatures, as entry: Entry) -> Int32 {
        let number = Int32(entries.count)
        entries.append(entry)
        shared.append(0)
        for bits in StrongestTerms.of(features.terms, Self.indexedTerms) {
            postings[MatterTerm(bits: bits).cell].append(number)
        }
        return number
    }

    /// Forgets a message.
    ///
    /// Its number stays unused.
    mutating func remove(_ number: Int32, _ features: MatterFeatures) {
        for bits in StrongestTerms.of(features.terms, Self.indexedTerms) {
            postings[MatterTerm(bits: bits).cell].removeAll { $0 == number }
        }
    }

    /// Returns the remembered messages that share most with a message, most first.
    mutating func candidates(for features: MatterFeatures) -> [Entry] {
        let asked = StrongestTerms.of(features.terms, Self.queryTerms)
            .map { MatterTerm(bits: $0) }
            .sorted { (postings[$0.cell].count, $0.bits) < (postings[$1.cell].count, $1.bits) }
        var touched: [Int32] = []
        var visits = 0
        for term in asked {
            let found = postings[term.cell].count
            guard found <= Self.postingLimit, visits + found <= Self.visitLimit else { break }
            visits += found
            let weight = Int32(term.call * term.strength)
            for number in postings[term.cell] {
                if shared[Int(number)] == 0 { touched.append(number) }
                shared[Int(number)] += weight
            }
        }
        return strongest(touched)
    }

    /// Chooses among the touched entries and sets their sums back.
    private mutating func strongest(_ touched: [Int32]) -> [Entry] {
        var best: [(sum: Int32, entry: Entry)] = []
        for number in touched {
            let item = (sum: shared[Int(number)], entry: entries[Int(number)])
            shared[Int(number)] = 0
            if best.count == Self.candidateLimit, let last = best.last {
                guard Self.precedes(item, last) else { continue }
                best.removeLast()
            }
            let place = best.firstIndex { Self.precedes(item, $0) } ?? best.count
            best.insert(item, at: place)
        }
        return best.map(\.entry)
    }

    /// Order by what is shared, then by age, whatever the order of insertion.
    private static func precedes(
        _ left: (sum: Int32, entry: Entry),
        _ right: (sum: Int32, entry: Entry)
    ) -> Bool {
        (right.sum, left.entry.matter, left.entry.slot)
            < (left.sum, right.entry.matter, right.entry.slot)
    }
}
