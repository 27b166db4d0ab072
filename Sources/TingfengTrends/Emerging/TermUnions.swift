/// Finds terms that rose together in the shortest window: people who do not know of each other name
/// a new thing, its place and its harm in words of which none stands in enough of their messages.
///
/// Starts from a term that rose and adds the terms that make the messages with any of them most
/// surprising, each sharing messages with those before. Only in the shortest window: in longer ones
/// terms meet by chance too often.
struct TermUnions {
    private let background: TermBackground
    private let judge: TermRise
    private let window: (length: Int64, first: Int)
    private var index: TermIndex { background.index }

    /// Messages that terms must have in common, at least half of those of the term added.
    private static let leastCommon = 2
    private static let mostTerms = 3
    /// A term of more messages needs no others.
    private static let mostDocuments = 40
    /// Terms that are started from, the most surprising; bounds the time in a large feed.
    private static let mostSeeds = 2_000

    /// Terms and the documents with any of them; `tried` others could have been added.
    struct Union {
        var terms: [Int]
        var finding: TermRise.Finding
        var tried = 0
        var documents: [Int32] { Array(finding.documents) }
    }

    /// Returns `nil` where no window is looked at.
    init?(_ background: TermBackground, _ judge: TermRise) {
        guard let window = background.index.recent.windows.first else { return nil }
        self.background = background
        self.judge = judge
        self.window = window
    }

    /// Terms from which unions may grow; of those with the same documents the rarest.
    func seeds(below limit: Double) -> [Union] {
        let parameters = index.recent.parameters
        var seeds: [[Int32]: Union] = [:]
        for (term, candidate) in index.candidates.enumerated() where candidate >= 0 {
            let documents = index.documents(of: term, from: window.first)
            guard documents.count >= parameters.leastShared, documents.count <= Self.mostDocuments
            else { continue }
            let seed = Union(terms: [term], finding: judge.judge([term], documents, window))
            let known = seeds[Array(documents)]
            guard seed.finding.p <= limit, known.map({ $0.finding.z < seed.finding.z }) ?? true
            else { continue }
            seeds[Array(documents)] = seed
        }
        let strongest = seeds.values.sorted {
            ($1.finding.z, $0.terms[0]) < ($0.finding.z, $1.terms[0])
        }
        return Array(strongest.prefix(Self.mostSeeds))
    }

    /// Adds the best terms as long as the messages with any of them become more surprising.
    func grown(_ seed: Union, _ similarity: inout TermSimilarity) -> Union {
        var union = seed
        while union.terms.count < Self.mostTerms,
            let next = enlarged(union, &similarity),
            next.finding.z > union.finding.z
        {
            union = next
        }
        return union
    }

    /// Judges some documents of a union; `p` is corrected for the terms that could have been added.
    func judged(_ union: Union, _ documents: [Int32]) -> TermRise.Finding {
        var finding = judge.judge(union.terms, documents[...], window)
        finding.p = min(finding.p * Double(max(union.tried, 1)), 1)
        return finding
    }

    private func enlarged(_ union: Union, _ similarity: inout TermSimilarity) -> Union? {
        var common: [Int32: Int] = [:]
        for document in union.finding.documents {
            for term in similarity.terms(of: document) { common[term, default: 0] += 1 }
        }
        let terms = common.filter { term, count in
            count >= Self.leastCommon && index.candidates[Int(term)] >= 0
                && !union.terms.contains(Int(term))
        }
        var best: Union?
        var tried: Set<[Int32]> = []
        for (term, count) in terms.sorted(by: { $0.key < $1.key }) {
            let own = index.documents(of: Int(term), from: window.first)
            guard own.count > count, own.count <= 2 * count else { continue }
            let documents = Set(union.finding.documents).union(own).sorted()
            tried.insert(documents)
            let all = union.terms + [Int(term)]
            let finding = judge.judge(all, documents[...], window)
            if finding.z > best?.finding.z ?? -.infinity {
                best = Union(terms: all, finding: finding)
            }
        }
        best?.tried = union.tried + tried.count
        return best
    }
}
