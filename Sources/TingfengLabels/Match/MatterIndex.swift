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
    /// Numbers of forgotten messages, to be given again, so that `shared` stays small.
    private var free: [Int32] = []
    /// Loudness of the terms shared with the message at hand, by entry; zero between calls.
    private var shared: [Int32] = []
    /// Numbers whose `shared` is not zero.
    private var touched: [Int32] = []

    init() {}

    /// Makes a message findable; returns its number.
    mutating func insert(_ terms: UnsafeBufferPointer<UInt32>, as entry: Entry) -> Int32 {
        let number = free.popLast() ?? Int32(entries.count)
        if Int(number) == entries.count {
            entries.append(entry)
            shared.append(0)
        } else {
            entries[Int(number)] = entry
        }
        for bits in LoudestTerms.of(terms, Self.indexedTerms) {
            postings[MatterTerm(bits: bits).cell].append(number)
        }
        return number
    }

    /// Forgets a message.
    mutating func remove(_ number: Int32, _ terms: UnsafeBufferPointer<UInt32>) {
        for bits in LoudestTerms.of(terms, Self.indexedTerms) {
            let cell = MatterTerm(bits: bits).cell
            // The order within a posting list decides nothing.
            guard let place = postings[cell].firstIndex(of: number),
                let last = postings[cell].popLast(), last != number
            else { continue }
            postings[cell][place] = last
        }
        free.append(number)
    }

    /// Returns the remembered messages that share most with a message, most first.
    mutating func candidates(for terms: UnsafeBufferPointer<UInt32>) -> [Entry] {
        var asked = LoudestTerms.of(terms, Self.queryTerms).map { bits in
            UInt64(postings[MatterTerm(bits: bits).cell].count) << 32 | UInt64(bits)
        }
        asked.sort()
        var visits = 0
        for key in asked {
            let found = Int(key >> 32)
            guard found <= Self.postingLimit, visits + found <= Self.visitLimit else { break }
            visits += found
            visit(MatterTerm(bits: UInt32(truncatingIfNeeded: key)))
        }
        return strongest()
    }

    private mutating func visit(_ term: MatterTerm) {
        let weight = max(1, Int32(term.call * term.strength))
        postings[term.cell].withUnsafeBufferPointer { numbers in
            shared.withUnsafeMutableBufferPointer { shared in
                for number in numbers {
                    let before = shared[Int(number)]
                    if before == 0 { touched.append(number) }
                    shared[Int(number)] = before &+ weight
                }
            }
        }
    }

    /// Chooses among the touched entries and sets their sums back.
    private mutating func strongest() -> [Entry] {
        var best: [(sum: Int32, entry: Entry)] = []
        best.reserveCapacity(Self.candidateLimit)
        var least = Int32.min
        for number in touched {
            let sum = shared[Int(number)]
            shared[Int(number)] = 0
            guard sum >= least else { continue }
            let item = (sum: sum, entry: entries[Int(number)])
            if best.count == Self.candidateLimit {
                guard Self.precedes(item, best[best.count - 1]) else { continue }
                best.removeLast()
            }
            best.insert(item, at: Self.place(of: item, in: best))
            if best.count == Self.candidateLimit { least = best[best.count - 1].sum }
        }
        touched.removeAll(keepingCapacity: true)
        return best.map(\.entry)
    }

    /// Where an item stands in a sorted list that does not have it.
    private static func place(
        of item: (sum: Int32, entry: Entry),
        in best: [(sum: Int32, entry: Entry)]
    ) -> Int {
        var (low, high) = (0, best.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(best[middle], item) { low = middle + 1 } else { high = middle }
        }
        return low
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
