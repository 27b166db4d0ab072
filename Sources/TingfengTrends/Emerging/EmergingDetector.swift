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
/// the largest group of its messages that are like each other. Nor would one term: five people who
/// write about a new thing often have no word in common, so `TermUnions` are candidates too.
public struct EmergingDetector: Sendable {
    /// Makes a detector; its settings are those of the ``RecentTerms``.
    public init() {}

    /// Documents of a term that are compared with each other; the newest.
    private static let mostCompared = 300
    private static let mostTerms = 40
    /// Share of the messages with a term that must be like each other for all of them to count.
    private static let likeShare = 0.8

    /// A group of messages with one of a few terms, before groups with other terms are put to it.
    private struct Rise {
        var terms: [Int]
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
        let judge = TermRise(background)
        var similarity = TermSimilarity(background)
        let limit = background.index.recent.parameters.falseDiscoveryRate
        let together = united(background, judge, &similarity)
        let candidates = supported(background, judge)
        let tests = candidates.count + together.tests
        // A part of a term's messages can only be less surprising than all of them, so only terms that
        // would be discoveries with all of them are worth comparing messages for.
        let q = FalseDiscoveryRate.qValues(
            candidates.map(\.p) + together.found.map(\.finding.p),
            tests: tests
        )
        let alone = zip(candidates, q).filter { $0.1 <= limit }.compactMap { candidate, _ in
            risen(candidate.term, background, judge, &similarity)
        }
        return discoveries(among: alone + together.found, tests: tests, limit: limit)
            .map { topic($0, background) }
    }

    /// The topics that are false discoveries at the given rate at most, the strongest first.
    ///
    /// Topics count as discoveries, not their terms: one event moves dozens of terms, and would let in as
    /// many times more of what is chance.
    private func discoveries(among all: [Rise], tests: Int, limit: Double) -> [Rise] {
        let possible = zip(all, FalseDiscoveryRate.qValues(all.map(\.finding.p), tests: tests))
            .filter { $0.1 <= limit }.map(\.0)
        let topics = distinct(possible)
        let q = FalseDiscoveryRate.qValues(topics.map(\.finding.p), tests: tests)
        return zip(topics, q).filter { $0.1 <= limit }.map { rise, q in
            var rise = rise
            rise.q = q
            return rise
        }
    }

    /// The strongest of those about the same messages.
    private func distinct(_ rises: [Rise]) -> [Rise] {
        let sorted = rises.sorted {
            ($1.rank, $0.finding.documents.first ?? 0, $0.terms[0])
                < ($0.rank, $1.finding.documents.first ?? 0, $1.terms[0])
        }
        var kept: [(rise: Rise, documents: Set<Int32>)] = []
        for rise in sorted {
            let documents = Set(rise.finding.documents)
            if kept.contains(where: { Self.areOne($0.documents, documents) }) { continue }
            kept.append((rise, documents))
        }
        return kept.map(\.rise)
    }

    /// Two groups are one topic if they share half of the messages of the smaller: Jaccard's index
    /// alone would tell a small part of a large event apart from it.
    private static func areOne(_ first: Set<Int32>, _ second: Set<Int32>) -> Bool {
        2 * first.intersection(second).count >= min(first.count, second.count)
    }

    /// The terms with the least support, each with the p-value of all its messages.
    private func supported(
        _ background: TermBackground,
        _ judge: TermRise
    ) -> [(term: Int, p: Double)] {
        let index = background.index
        return index.candidates.enumerated().compactMap { term, candidate in
            guard candidate >= 0 else { return nil }
            return judge.strongest(term: term, documents: index.postings[Int(candidate)])
                .map { (term, $0.p) }
        }
    }

    /// The most surprising messages of a term that are like each other.
    private func risen(
        _ term: Int,
        _ background: TermBackground,
        _ judge: TermRise,
        _ similarity: inout TermSimilarity
    ) -> Rise? {
        let index = background.index
        let postings = index.postings[Int(index.candidates[term])]
        let compared = Array(postings.suffix(Self.mostCompared))
        return Self.groups(compared, index, &similarity)
            .compactMap { judge.strongest(term: term, documents: $0) }
            .max { $0.z < $1.z }
            .map { Rise(terms: [term], finding: $0) }
    }

    /// The terms whose like messages are too many together, out of so many that were tried.
    private func united(
        _ background: TermBackground,
        _ judge: TermRise,
        _ similarity: inout TermSimilarity
    ) -> (found: [Rise], tests: Int) {
        let parameters = background.index.recent.parameters
        guard let unions = TermUnions(background, judge) else { return ([], 0) }
        let seeds = unions.seeds(below: parameters.falseDiscoveryRate)
        var found: [Rise] = []
        for seed in seeds {
            let union = unions.grown(seed, &similarity)
            guard union.terms.count > 1, judge.isSupported(union.finding) else { continue }
            let groups = Self.alike(union.documents, parameters.similarity, &similarity)
            let findings = groups.map { unions.judged(union, $0) }.filter(judge.isSupported)
            if let best = findings.max(by: { $0.z < $1.z }) {
                found.append(Rise(terms: union.terms, finding: best))
            }
        }
        return (found, seeds.count)
    }

    /// Returns the documents of each window that are like each other.
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
            return alike(inside, parameters.similarity, &similarity)
        }
    }

    /// Returns the documents that are like each other; all of them where few are not, since one of five
    /// callers may word it in a way of their own.
    private static func alike(
        _ documents: [Int32],
        _ least: Double,
        _ similarity: inout TermSimilarity
    ) -> [[Int32]] {
        similarity.groups(documents, from: least).map { group in
            Double(group.count) >= likeShare * Double(documents.count) ? documents : group
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
            before: rise.terms.reduce(0) { $0 + Int(background.totals[$1]) },
            z: rise.finding.z,
            p: rise.finding.p,
            q: rise.q,
            rank: rise.rank,
            terms: tellingTerms(rise, background)
        )
    }

    /// The leading terms, then those of at least half of the messages, by the log-likelihood of standing in so many.
    private func tellingTerms(_ rise: Rise, _ background: TermBackground) -> [UInt64] {
        let index = background.index
        var counts: [Int: Int] = [:]
        for document in rise.finding.documents {
            var own: Set<Int> = []
            index.forEachTerm(index.recent.terms(of: Int(document))) { own.insert($0) }
            for term in own { counts[term, default: 0] += 1 }
        }
        let size = Double(rise.finding.documents.count)
        let leading = Set(rise.terms)
        let telling = counts.filter {
            Double($0.value) >= 0.5 * size || leading.contains($0.key)
        }.map { term, count in
            let expected = size * background.rate(of: term)
            let gain = Double(count) * log(Double(count) / expected)
            return (term: term, gain: leading.contains(term) ? gain + 1e3 : gain)
        }
        return telling.sorted { ($1.gain, $0.term) < ($0.gain, $1.term) }
            .prefix(Self.mostTerms).map { index.ids[$0.term] }
    }
}
