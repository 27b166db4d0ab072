internal import Glibc

/// How often the recent terms stood in the messages of the weeks before: a count series of each term
/// with the messages of each week as exposure.
public struct TermBackground: Sendable {
    let index: TermIndex
    /// Messages of each week, the newest first.
    private(set) var exposure: [Int]
    /// Messages of all weeks together that contain each term.
    private(set) var totals: [Int32]
    /// Weekly counts of the candidates, one row a candidate.
    private var weekly: [Int32]
    private var last: [Int32]
    private var document: Int32 = 0
    private var copies = CopyFilter()
    private let end: Int64

    /// Starts with no message.
    public init(_ index: TermIndex) {
        self.index = index
        let parameters = index.recent.parameters
        exposure = Array(repeating: 0, count: parameters.backgroundWeeks)
        totals = Array(repeating: 0, count: index.ids.count)
        weekly = Array(repeating: 0, count: index.postings.count * parameters.backgroundWeeks)
        last = Array(repeating: -1, count: index.ids.count)
        end = index.recent.asOf - parameters.longestWindow
    }

    /// The time range of the messages that belong here, the end included.
    public var range: (after: Int64, through: Int64) {
        (end - index.recent.parameters.background, end)
    }

    /// Adds a message of ``range``.
    public mutating func add(_ document: TermDocument) {
        let week = Int((end - document.time) / EmergingParameters.week)
        guard exposure.indices.contains(week), copies.insert(document) else { return }
        exposure[week] += 1
        self.document += 1
        index.forEachTerm(document.terms[...]) { term in
            guard last[term] != self.document else { return }
            last[term] = self.document
            totals[term] += 1
            let candidate = Int(index.candidates[term])
            if candidate >= 0 { weekly[candidate * exposure.count + week] += 1 }
        }
    }

    /// Messages of all weeks.
    var messages: Int { exposure.reduce(0, +) }

    /// What is expected of a term in one message, shrunk towards what is usual of rare terms.
    func rate(of term: Int) -> Double {
        let parameters = index.recent.parameters
        return (Double(totals[term]) + parameters.priorCount)
            / (Double(messages) + parameters.priorExposure)
    }

    /// Pearson's statistic of a candidate's weeks, and its degrees of freedom.
    func dispersion(candidate: Int, term: Int) -> (square: Double, freedom: Double) {
        let rate = Double(totals[term]) / Double(max(messages, 1))
        guard rate > 0 else { return (0, 0) }
        var square = 0.0
        var weeks = 0
        for (week, messages) in exposure.enumerated() where messages > 0 {
            let expected = rate * Double(messages)
            let difference = Double(weekly[candidate * exposure.count + week]) - expected
            square += difference * difference / expected
            weeks += 1
        }
        return (square, Double(max(weeks - 1, 0)))
    }
}
