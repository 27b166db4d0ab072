internal import Glibc

/// Finds what emerges: terms that rose, in messages that are like each other, put together where they
/// stand in the same messages.
///
///     var recent = RecentTerms(asOf: now)
///     for document in lastMonth { recent.add(document) }
///     var background = TermBackground(TermIndex(recent))
///     for document in weeksBefore { background.add(document) }
///     for topic in EmergingDetector().topics(background) { print(topic.messages, topic.z) }
///
/// A term alone would not do: of the terms that rise by chance in a city of eleven messages a day,
/// most (工作, 巨大) stand in messages that have nothing else in common. So what counts of a term is
/// the largest group of its messages that are like each other.
public struct EmergingDetector: Sendable {
    /// Makes a detector; its settings are those of the ``RecentTerms``.
    public init() {}

    /// Documents of a term that are compared with each other; the newest.
    private static let mostCompared = 300
    private static let mostTerms = 40
    /// Share of the messages with a term that must be like each other for all of them to count.
    private static let likeShare = 0.6

    /// A group of messages with a term, before groups with other terms are put to it.
    private struct Rise {
        var term: Int
        var finding: TermRise.Finding
        var q = 1.0
        var rank: Double {
            finding.z * log(1 + max(Double(finding.callers) - finding.expected, 0))
        }
    }

    /// Returns the topics, the strongest first.
    ///
    /// - Complexity: that of reading the messages, about 1 µs each, and a little for each candidate.
    public func topics(_ background: TermBackground) -> [EmergingTopic] {
        guard background.messages > 0 else { return [] }
        let rises = rises(background).sorted {
            ($1.rank, $0.finding.documents.first ?? 0, $0.term)
                < ($0.rank, $1.finding.documents.first ?? 0, $1.term)
        }
        var kept: [(rise: Rise, documents: Set<Int32>)] = []
        for rise in rises {
            let documents = Set(rise.finding.documents)
            if kept.contains(where: { Self.areOne($0.documents, documents) }) { continue }
            kept.append((rise, documents))
        }
        return kept.map { topic($0.rise, background) }
    }

    /// Two groups are one topic if they share half of the messages of the smaller: Jaccard's index
    /// alone would tell a small part of a large event apart from it.
    private static func areOne(_ first: Set<Int32>, _ second: Set<Int32>) -> Bool {
        2 * first.intersection(second).count >= min(first.count, second.count)
    }

    /// The terms whose like messages are too many, false discoveries controlled over all candidates
    /// with the least support.
    private func rises(_ background: TermBackground) -> [Rise] {
        let index = background.index
        let limit = index.recent.parameters.falseDiscoveryRate
        let judge = TermRise(background)
        var similarity = TermSimilarity(background)
        var tests = 0
        var found: [Rise] = []
        for (term, candidate) in index.candidates.enumerated() where candidate >= 0 {
            let postings = index.postings[Int(candidate)]
            guard let whole = judge.strongest(term: term, documents: postings) else { continue }
            tests += 1
            // A part of the messages can only be less surprising than all of them.
            guard whole.p <= limit else { continue }
            let compared = Array(postings.suffix(Self.mostCompared))
            let findings = Self.groups(compared, index, &similarity)
                .compactMap { judge.strongest(term: term, documents: $0) }
            if let best = findings.max(by: { $0.z < $1.z }) {
                found.append(Rise(term: term, finding: best))
            }
        }
        let silent = Array(repeating: 1.0, count: max(tests - found.count, 0))
        for (place, q) in FalseDiscoveryRate.qValues(found.map(\.finding.p) + silent).enumerated()
        where place < found.count { found[place].q = q }
        return found.filter { $0.q <= limit }
    }

    /// Returns the documents of each window that are like each other; all of them where few are not, since
    /// one of five callers may word it in a way of their own.
    private static func groups(
        _ documents: [Int32],
        _ index: TermIndex,
        _ similarity: inout TermSimilarity
    ) -> [[Int32]] {
        let parameters = index.recent.parameters
        var last = 0
        return index.recent.windows.flatMap { window -> [[Int32]] in
            let inside = documents.filter { Int($0) >= window.first }
            guard inside.count >= parameters.leastMessages, inside.count != last else { return [] }
            last = inside.count
            return similarity.groups(inside, from: parameters.similarity).map { group in
                Double(group.count) >= likeShare * Double(inside.count) ? inside : group
            }
        }
    }

    private func topic(_ rise: Rise, _ background: TermBackground) -> EmergingTopic {
        let recent = background.index.recent
        let documents = rise.finding.documents.map { recent.documents[Int($0)] }
        return EmergingTopic(
            messages: documents.map(\.id),
            callers: rise.finding.callers,
            window: rise.finding.window,
            first: documents.first?.time ?? 0,
            last: documents.last?.time ?? 0,
            expected: rise.finding.expected,
            before: Int(background.totals[rise.term]),
            z: rise.finding.z,
            p: rise.finding.p,
            q: rise.q,
            rank: rise.rank,
            terms: tellingTerms(rise, background)
        )
    }

    /// Terms of at least half of the messages, by the log-likelihood of standing in so many.
    private func tellingTerms(_ rise: Rise, _ background: TermBackground) -> [UInt64] {
        let index = background.index
        var counts: [Int: Int] = [:]
        for document in rise.finding.documents {
            var own: Set<Int> = []
            index.forEachTerm(index.recent.terms(of: Int(document))) { own.insert($0) }
            for term in own { counts[term, default: 0] += 1 }
        }
        let size = Double(rise.finding.documents.count)
        let telling = counts.filter { Double($0.value) >= 0.5 * size }.map { term, count in
            let expected = size * background.rate(of: term)
            let gain = Double(count) * log(Double(count) / expected)
            return (term: term, gain: term == rise.term ? gain + 1e3 : gain)
        }
        return telling.sorted { ($1.gain, $0.term) < ($0.gain, $1.term) }
            .prefix(Self.mostTerms).map { index.ids[$0.term] }
    }
}
