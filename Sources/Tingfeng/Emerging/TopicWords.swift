import TingfengLabels
import TingfengText
import TingfengTrends

/// Spells the telling terms of a topic: neighbours that belong together become one phrase again
/// (丽发 + 新城 → 丽发新城), and what a longer phrase says is not said twice.
public struct TopicWords {
    private let reading: TextReading
    /// Place of each telling term, the most telling first.
    private let ranks: [UInt64: Int]

    private static let most = 6
    private static let longestPhrase = 12

    /// Takes the ids of the terms, most telling first.
    public init(_ terms: [UInt64], _ reading: TextReading) {
        self.reading = reading
        ranks = Dictionary(
            terms.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// A phrase as the texts have it.
    private struct Phrase {
        var texts = 0
        var rank = Int.max
    }

    /// Returns the words of some texts, most telling first.
    public func words(of texts: [(title: String, body: String)]) -> [String] {
        var phrases: [String: Phrase] = [:]
        var workspace = Tokenizer.Workspace()
        for text in texts {
            let input = reading.read(title: text.title, body: text.body, &workspace)
            var own = self.phrases(reading.terms.spelled(input.title, input.titleTokens))
            own.merge(self.phrases(reading.terms.spelled(input.body, input.bodyTokens))) {
                min($0, $1)
            }
            for (text, rank) in own {
                phrases[text, default: Phrase()].texts += 1
                phrases[text, default: Phrase()].rank = min(phrases[text]?.rank ?? rank, rank)
            }
        }
        return chosen(phrases, least: (texts.count + 2) / 3)
    }

    /// The longest runs of neighbours of which every pair is telling, and telling words alone, each
    /// with its best rank.
    private func phrases(_ tokens: [(term: UInt32, text: String)]) -> [String: Int] {
        var found: [String: Int] = [:]
        var start = 0
        while start < tokens.count {
            var end = start + 1
            var rank = TermID.word(tokens[start].term).flatMap { ranks[$0] } ?? Int.max
            var text = tokens[start].text
            while end < tokens.count, text.count < Self.longestPhrase,
                let pair = TermID.pair(tokens[end - 1].term, tokens[end].term),
                let telling = ranks[pair]
            {
                rank = min(
                    rank,
                    telling,
                    TermID.word(tokens[end].term).flatMap { ranks[$0] } ?? rank
                )
                text += tokens[end].text
                end += 1
            }
            if rank < Int.max { found[text] = min(found[text] ?? rank, rank) }
            start = end
        }
        return found
    }

    private func chosen(_ phrases: [String: Phrase], least: Int) -> [String] {
        let common = phrases.filter { $0.value.texts >= least }
        let order = common.sorted {
            ($0.value.rank, $1.value.texts, $0.key) < ($1.value.rank, $0.value.texts, $1.key)
        }
        var words: [String] = []
        for (text, _) in order where words.count < Self.most {
            if words.contains(where: { $0.contains(text) || text.contains($0) }) { continue }
            words.append(text)
        }
        return words
    }
}
