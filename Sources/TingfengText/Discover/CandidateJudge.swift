#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Judges whether strings of a message stream are words.
struct CandidateJudge {
    /// A string that passed, not yet turned into text.
    struct Verdict {
        var group: Range<Int>
        var length: Int
        var freedom: (left: Double, right: Double)
        var cohesion: Double
        /// Inner cuts, bit *k* after the character *k*.
        var cuts: Int
        var score: Double
    }

    private let discovery: WordDiscovery
    private let suffixes: SortedSuffixes
    private let options: WordDiscoveryOptions
    private let counts: StringCounts
    private let singles: SingleTokens

    init(
        _ discovery: WordDiscovery,
        _ suffixes: SortedSuffixes,
        _ options: WordDiscoveryOptions
    ) {
        self.discovery = discovery
        self.suffixes = suffixes
        self.options = options
        counts = StringCounts(suffixes, discovery.units, minCount: options.minCount)
        singles = SingleTokens(discovery.units, discovery.marks)
    }

    /// Returns what makes the string of a group a new word; nil if it is none.
    func verdict(
        _ group: Range<Int>,
        length: Int,
        isKnown: (ArraySlice<UInt16>) -> Bool
    ) -> Verdict? {
        let word = word(of: group, length: length)
        let cohesion = counts.cohesion(of: word, count: group.count)
        guard cohesion >= options.minCohesion, !PhraseCharacters.isPerson(word) else { return nil }
        let freedom = NeighbourEntropy(discovery.units, discovery.marks, suffixes)
            .freedom(group, length: length)
        guard min(freedom.left, freedom.right) >= options.minFreedom, !isKnown(word) else {
            return nil
        }
        guard let cut = usualCut(group, length: length), cut.cuts != 0 || !options.wholeIsKnown
        else { return nil }
        guard !PhraseCharacters.isPhrase(word, cuts: cut.cuts) else { return nil }
        let doubt = 1 - singles.plausibility(of: word, cuts: cut.cuts, whole: group.count)
        guard doubt >= 1 - options.maxPlausibility else { return nil }
        return Verdict(
            group: group,
            length: length,
            freedom: freedom,
            cohesion: cohesion,
            cuts: cut.cuts,
            score: log2(Double(group.count)) * min(freedom.left, freedom.right)
                * min(cohesion, 8) * cut.share * doubt
        )
    }

    /// The inner cuts that the tokenizer makes most often where it cuts at both ends, and the share
    /// of occurrences where it does; nil if that is too small.
    private func usualCut(_ group: Range<Int>, length: Int) -> (cuts: Int, share: Double)? {
        var times = [Int](repeating: 0, count: 1 << (length - 1))
        for index in group {
            let start = Int(suffixes.positions[index])
            guard begins(start), begins(start + length) else { continue }
            let cuts = (1..<length).reduce(0) { begins(start + $1) ? $0 | 1 << ($1 - 1) : $0 }
            times[cuts] += 1
        }
        let share = Double(times.reduce(0, +)) / Double(group.count)
        guard share >= options.minCutShare, let most = times.max() else { return nil }
        return (times.firstIndex(of: most) ?? 0, share)
    }

    private func begins(_ unit: Int) -> Bool {
        discovery.marks[unit].contains(.begins)
    }

    private func word(of group: Range<Int>, length: Int) -> ArraySlice<UInt16> {
        let start = Int(suffixes.positions[group.lowerBound])
        return discovery.units[start..<start + length]
    }

    /// Leaves out strings that nearly always stand inside a longer one that passed.
    func withoutParts(_ verdicts: [Verdict]) -> [Verdict] {
        var covered: [UInt64: Int] = [:]
        for verdict in verdicts {
            let word = word(of: verdict.group, length: verdict.length)
            for start in word.indices {
                for end in start..<word.endIndex where end + 1 - start >= 2 {
                    let part = word[start...end]
                    guard part.count < word.count else { continue }
                    covered[StringCounts.key(part), default: 0] += verdict.group.count
                }
            }
        }
        return verdicts.filter { verdict in
            let inside = covered[StringCounts.key(word(of: verdict.group, length: verdict.length))]
            return Double(inside ?? 0) < 0.6 * Double(verdict.group.count)
        }
    }

    /// The candidate of a verdict with its messages, callers and example.
    func candidate(_ verdict: Verdict) -> WordCandidate {
        let places = suffixes.positions[verdict.group].sorted()
        let messages = places.map { discovery.messageIndex(ofUnit: $0) }
        let quotable = zip(places, messages).first { discovery.starts[$0.1].isQuotable }
        let word = word(of: verdict.group, length: verdict.length)
        return WordCandidate(
            word: String(decoding: word, as: UTF16.self),
            count: verdict.group.count,
            messages: Set(messages).count,
            callers: Set(messages.map { discovery.starts[$0].caller }).count,
            leftFreedom: verdict.freedom.left,
            rightFreedom: verdict.freedom.right,
            cohesion: verdict.cohesion,
            cut: cutText(word, verdict.cuts),
            score: verdict.score,
            example: quotable.map { example(Int($0.0), verdict.length) } ?? ""
        )
    }

    private func cutText(_ word: ArraySlice<UInt16>, _ cuts: Int) -> String {
        var units: [UInt16] = []
        for (offset, unit) in word.enumerated() {
            if offset > 0, cuts & 1 << (offset - 1) != 0 { units.append(0x20) }
            units.append(unit)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Up to 12 characters on both sides, within the text.
    private func example(_ start: Int, _ length: Int) -> String {
        let units = discovery.units
        var lower = start
        while lower > max(0, start - 12), units[lower - 1] != 0 { lower -= 1 }
        var upper = start + length
        while upper < min(units.count, start + length + 12), units[upper] != 0 { upper += 1 }
        let word = units[start..<start + length]
        let text = units[lower..<start] + Array("【".utf16) + word + Array("】".utf16)
        return String(decoding: text + units[(start + length)..<upper], as: UTF16.self)
    }
}
