/// Finds matters that share telling terms with a message.
struct MatterIndex: Sendable {
    /// The strongest terms of a message ask for candidates.
    private static let queryTerms = 48
    /// Terms of more matters than this tell too little.
    private static let postingLimit = 4_000
    /// So many candidates are compared exactly.
    private static let candidateLimit = 32

    private var postings: [UInt32: [Int32]] = [:]
    /// Weight of the terms shared with the message at hand, by matter; zero between calls.
    private var shared: [Int32] = []

    init() {}

    mutating func insert(_ terms: [UInt32], matter: Int) {
        for term in terms { postings[term, default: []].append(Int32(matter)) }
    }

    /// Returns the matters that share most with a message, most first.
    mutating func candidates(for features: MatterFeatures, matterCount: Int) -> [Int] {
        while shared.count < matterCount { shared.append(0) }
        let strongest = features.terms.indices.sorted {
            (features.weights[$0], $1) > (features.weights[$1], $0)
        }
        var touched: [Int32] = []
        for place in strongest.prefix(Self.queryTerms) {
            guard let matters = postings[features.terms[place]],
                matters.count <= Self.postingLimit
            else { continue }
            for matter in matters {
                if shared[Int(matter)] == 0 { touched.append(matter) }
                shared[Int(matter)] += Int32(features.weights[place])
            }
        }
        let ranked = touched.sorted {
            (shared[Int($0)], $1) > (shared[Int($1)], $0)
        }
        for matter in touched { shared[Int(matter)] = 0 }
        return ranked.prefix(Self.candidateLimit).map(Int.init)
    }
}
