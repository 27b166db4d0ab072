import Foundation
import Tingfeng
import TingfengText

/// Ranks words by how much more of these messages than of those before contain them.
///
/// Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words"),
/// on message frequencies: rare words cannot dominate, frequent ones need a real difference.
struct DistinctiveWords {
    let reading: TextReading

    /// Weight of the prior in messages.
    private static let priorWeight = 10.0
    static let most = 12

    func rank(
        _ messages: [EvidenceMessage],
        against background: [EvidenceMessage]
    ) -> [Explanation.Word] {
        let now = frequencies(messages)
        let past = frequencies(background)
        let total = Double(messages.count + background.count)
        let words = now.compactMap { word, count -> Explanation.Word? in
            guard count >= 2 else { return nil }
            let before = past[word] ?? 0
            let prior = Self.priorWeight * Double(count + before) / total
            let z = Self.score(
                count,
                messages.count,
                before,
                background.count,
                prior: prior
            )
            return z > 1.64 ? Explanation.Word(text: word, messages: count, z: z) : nil
        }
        return Array(words.sorted { ($1.z, $0.text) < ($0.z, $1.text) }.prefix(Self.most))
    }

    private static func score(
        _ count: Int,
        _ messages: Int,
        _ before: Int,
        _ background: Int,
        prior: Double
    ) -> Double {
        let odds = logOdds(Double(count) + prior, Double(messages) + priorWeight)
        let base = logOdds(Double(before) + prior, Double(background) + priorWeight)
        let variance = 1 / (Double(count) + prior) + 1 / (Double(before) + prior)
        return (odds - base) / variance.squareRoot()
    }

    private static func logOdds(_ count: Double, _ total: Double) -> Double {
        log(count / max(total - count, 0.5))
    }

    /// Messages that contain each word.
    private func frequencies(_ messages: [EvidenceMessage]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for message in messages {
            for word in reading.words(message.title + "\n" + message.body) {
                counts[word, default: 0] += 1
            }
        }
        return counts
    }
}
