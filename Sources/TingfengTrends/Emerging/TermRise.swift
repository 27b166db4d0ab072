internal import Glibc

/// Judges whether terms stand in more messages than their past and that of all terms lead to expect.
///
/// The rate is Gamma-shrunk to that of rare terms, the over-dispersion to that of all candidates; the
/// count of callers in a window is then negative binomial with the uncertainty of the rate added.
struct TermRise {
    private let background: TermBackground
    private let parameters: EmergingParameters
    /// Over-dispersion of all candidates together.
    private let pooled: Double

    /// Terms of fewer messages say nothing about dispersion.
    private static let telling: Int32 = 10
    private static let leastForOwn: Int32 = 5

    init(_ background: TermBackground) {
        self.background = background
        parameters = background.index.recent.parameters
        var square = 0.0
        var freedom = 0.0
        for (term, candidate) in background.index.candidates.enumerated()
        where candidate >= 0 && background.totals[term] >= Self.telling {
            let own = background.dispersion(candidate: Int(candidate), term: term)
            square += own.square
            freedom += own.freedom
        }
        pooled = freedom > 0 ? max(square / freedom, 1) : 1.3
    }

    /// What a window showed of a term.
    struct Finding {
        /// Length of the window in seconds, and its documents among those asked about.
        var window: Int64
        var documents: ArraySlice<Int32>
        var callers: Int
        var expected: Double
        var z: Double
        var p: Double
    }

    /// Returns the most surprising window of some documents with a term, given in order; `nil` where
    /// no window has the least support.
    func strongest(term: Int, documents: [Int32]) -> Finding? {
        let findings = background.index.recent.windows.compactMap { window -> Finding? in
            let inside = documents.drop { Int($0) < window.first }
            let finding = judge([term], inside, window)
            return isSupported(finding) ? finding : nil
        }
        return findings.max { $0.z < $1.z }
    }

    /// Whether enough messages of enough callers stand behind a finding.
    func isSupported(_ finding: Finding) -> Bool {
        finding.documents.count >= parameters.leastMessages
            && finding.callers >= parameters.leastCallers
    }

    /// Judges documents of a window that contain one term at least.
    ///
    /// A message with several of them is expected once for each, so a union is never overrated.
    func judge(
        _ terms: [Int],
        _ inside: ArraySlice<Int32>,
        _ window: (length: Int64, first: Int)
    ) -> Finding {
        let recent = background.index.recent
        let callers = background.index.callers(inside)
        let exposure = Double(recent.documents.count - window.first)
        let expected = terms.reduce(0) { $0 + background.rate(of: $1) } * exposure
        let known = Double(background.messages) + parameters.priorExposure
        let dispersion = terms.map(dispersion).max() ?? pooled
        let law = NegativeBinomial(mean: expected, ratio: dispersion + exposure / known)
        let z = law.midScore(Double(callers))
        return Finding(
            window: window.length,
            documents: inside,
            callers: callers,
            expected: expected,
            z: z,
            p: min(NormalScore.upperTail(z) * Double(recent.windows.count), 1)
        )
    }

    private func dispersion(of term: Int) -> Double {
        let candidate = Int(background.index.candidates[term])
        guard candidate >= 0, background.totals[term] >= Self.leastForOwn else { return pooled }
        let own = background.dispersion(candidate: candidate, term: term)
        let weight = parameters.dispersionWeight
        return max((own.square + weight * pooled) / (own.freedom + weight), 1)
    }
}
