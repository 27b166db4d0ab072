/// Which terms stand in which of the recent messages.
///
/// Holds the terms of at least two messages; postings only of those with enough messages to be a
/// topic, alone or with other terms of the shortest window: the candidates.
public struct TermIndex: Sendable {
    let recent: RecentTerms
    /// Documents before this one lie in no window that is looked at.
    let first: Int
    let table: TermTable
    let ids: [UInt64]
    /// Recent messages of each term.
    private(set) var messages: [Int32]
    /// Number of each term among the candidates, −1 for the others.
    private(set) var candidates: [Int32]
    /// Documents of each candidate in order.
    private(set) var postings: [[Int32]] = []

    /// Counts the terms of all messages.
    public init(_ recent: RecentTerms) {
        self.recent = recent
        first = recent.windows.map(\.first).min() ?? recent.documents.count
        var frequent = FrequentTerms(capacity: recent.parameters.mostTerms)
        for document in first..<recent.documents.count { frequent.add(recent.terms(of: document)) }
        ids = frequent.ids(inAtLeast: 2)
        var table = TermTable(capacity: ids.count)
        for id in ids { _ = table.add(id) }
        self.table = table
        messages = Array(repeating: 0, count: ids.count)
        candidates = Array(repeating: -1, count: ids.count)
        post(enough: countMessages())
    }

    /// Calls `body` with the number of every known term of a sequence, repeated ones too.
    @inline(__always)
    func forEachTerm(_ terms: ArraySlice<UInt32>, _ body: (Int) -> Void) {
        TermID.forEach(terms) { id in
            let place = table.place(of: id)
            if place >= 0 { body(Int(place)) }
        }
    }

    /// Documents of a candidate from one on, in order.
    func documents(of term: Int, from first: Int) -> ArraySlice<Int32> {
        let all = postings[Int(candidates[term])]
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if Int(all[middle]) < first { low = middle + 1 } else { high = middle }
        }
        return all[low...]
    }

    /// Distinct callers of some documents.
    func callers(_ documents: some Sequence<Int32>) -> Int {
        Set(documents.map { recent.documents[Int($0)].caller }).count
    }

    /// Counts the messages of each term; returns which terms stand in enough to be candidates.
    private mutating func countMessages() -> [Bool] {
        let parameters = recent.parameters
        let shortest = recent.windows.first?.first ?? recent.documents.count
        var last = Array(repeating: Int32(-1), count: ids.count)
        var lately = Array(repeating: Int32(0), count: ids.count)
        for document in first..<recent.documents.count {
            forEachTerm(recent.terms(of: document)) { term in
                guard last[term] != Int32(document) else { return }
                last[term] = Int32(document)
                messages[term] += 1
                if document >= shortest { lately[term] += 1 }
            }
        }
        return ids.indices.map {
            messages[$0] >= parameters.leastMessages || lately[$0] >= parameters.leastShared
        }
    }

    private mutating func post(enough: [Bool]) {
        var next: Int32 = 0
        for term in ids.indices where enough[term] {
            candidates[term] = next
            next += 1
        }
        var postings = Array(repeating: [Int32](), count: Int(next))
        for document in first..<recent.documents.count {
            forEachTerm(recent.terms(of: document)) { term in
                let candidate = Int(candidates[term])
                if candidate >= 0, postings[candidate].last != Int32(document) {
                    postings[candidate].append(Int32(document))
                }
            }
        }
        self.postings = postings
    }
}
