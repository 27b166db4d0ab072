import Foundation
import GRDB
public import Tingfeng

extension Store {
    /// Returns how two sides differ as of a moment.
    ///
    /// Scans the facts of both sides; words also read their texts.
    public func compare(
        _ query: CompareQuery,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> Comparison {
        try read { db in
            let a = try CompareCounts(db, query.a, query.dimensions, reading, asOf: asOf.time)
            let b = try CompareCounts(db, query.b, query.dimensions, reading, asOf: asOf.time)
            let isByWord = query.dimensions == [.word]
            return isByWord
                ? Comparison(words: a, b, limit: query.limit)
                : Comparison(a, b, limit: query.limit)
        }
    }
}

/// What one side of a comparison holds.
struct CompareCounts {
    private(set) var messages = 0
    private(set) var counts: [String: Int] = [:]
    /// Days of a period as far as known; 1 for a region.
    let exposure: Double

    init(
        _ db: Database,
        _ side: CompareQuery.Side,
        _ dimensions: [CompareQuery.Dimension],
        _ reading: TextReading,
        asOf: Int64
    ) throws {
        let condition: String
        switch side {
        case .period(let range):
            let end = min(range.upperBound, max(asOf + 1, range.lowerBound + 1))
            exposure = Double(end - range.lowerBound) / 86_400
            condition = "event_at >= \(range.lowerBound) AND event_at < \(end)"
        case .region(let name):
            var filter = SeriesFilter()
            filter.region = name
            guard let known = try filter.condition(db) else {
                throw CompareError.unknownRegion(name)
            }
            exposure = 1
            condition = "f." + known
        }
        let isByWord = dimensions == [.word]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT c.path, r.path\(isByWord ? ", m.title || char(10) || m.body" : "")
                FROM fact f JOIN category c ON c.id = f.category JOIN region r ON r.id = f.region
                \(isByWord ? "JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)" : "")
                WHERE \(condition) AND event_at <= :asOf AND \(AsOf.knownFact)
                """,
            arguments: ["asOf": asOf]
        )
        while let row = try rows.next() {
            messages += 1
            if isByWord {
                for word in reading.words(row[2]) { counts[word, default: 0] += 1 }
            } else {
                counts[Self.key(dimensions, category: row[0], region: row[1]), default: 0] += 1
            }
        }
    }

    /// Level-1 category, region, or both.
    private static func key(
        _ dimensions: [CompareQuery.Dimension],
        category: String,
        region: String
    ) -> String {
        dimensions.compactMap { dimension in
            switch dimension {
            case .category: String(category.prefix { $0 != "/" })
            case .region: region
            case .word: nil
            }
        }.joined(separator: " × ")
    }
}

extension Comparison {
    /// Rows by count; the largest change of the rate first.
    init(_ a: CompareCounts, _ b: CompareCounts, limit: Int) {
        let exposure = (a: a.exposure, b: b.exposure)
        let whole = Double(b.messages) / b.exposure - Double(a.messages) / a.exposure
        func row(_ key: String, _ first: Int, _ second: Int) -> Row {
            let change = Double(second) / b.exposure - Double(first) / a.exposure
            return Row(
                key: key,
                a: first,
                b: second,
                ratio: RateRatio(first, second, exposure: exposure),
                change: change,
                contribution: change / whole,
                z: nil
            )
        }
        let keys = Set(a.counts.keys).union(b.counts.keys)
        let all = keys.map { row($0, a.counts[$0, default: 0], b.counts[$0, default: 0]) }
            .sorted { (abs($1.change), $0.key) < (abs($0.change), $1.key) }
        // What does not fit is one row, so that the rows still add up.
        let rest = all.dropFirst(limit)
        let others = row(
            "其余 \(rest.count) 项",
            rest.reduce(0) { $0 + $1.a },
            rest.reduce(0) { $0 + $1.b }
        )
        rows = all.prefix(limit) + (rest.isEmpty ? [] : [others])
        total = row("合计", a.messages, b.messages)
        self.exposure = exposure
    }

    /// Words by log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) over
    /// the messages that hold them; half of the rows for each side.
    init(words a: CompareCounts, _ b: CompareCounts, limit: Int) {
        let exposure = (a: Double(max(a.messages, 1)), b: Double(max(b.messages, 1)))
        func row(_ word: String) -> Row {
            let first = a.counts[word, default: 0]
            let second = b.counts[word, default: 0]
            let change = Double(second) / exposure.b - Double(first) / exposure.a
            return Row(
                key: word,
                a: first,
                b: second,
                ratio: RateRatio(first, second, exposure: exposure),
                change: change,
                contribution: .nan,
                z: Self.logOddsScore(first, second, exposure)
            )
        }
        let keys = Set(a.counts.keys).union(b.counts.keys)
            .filter { a.counts[$0, default: 0] + b.counts[$0, default: 0] >= 3 }
        let ranked = keys.map(row).filter { abs($0.z ?? 0) > Self.noticeable }
            .sorted { ($1.z ?? 0, $0.key) < ($0.z ?? 0, $1.key) }
        let raised = ranked.filter { ($0.z ?? 0) > 0 }.prefix((limit + 1) / 2)
        let fallen = ranked.filter { ($0.z ?? 0) < 0 }.suffix(limit / 2)
        rows = Array(raised + fallen)
        total = Row(
            key: "合计",
            a: a.messages,
            b: b.messages,
            ratio: RateRatio(a.messages, b.messages, exposure: (a.exposure, b.exposure)),
            change: Double(b.messages) / b.exposure - Double(a.messages) / a.exposure,
            contribution: 1,
            z: nil
        )
        self.exposure = exposure
    }

    private static let noticeable = 1.96
    /// Weight of the prior in messages.
    private static let priorWeight = 10.0

    private static func logOddsScore(
        _ a: Int,
        _ b: Int,
        _ messages: (a: Double, b: Double)
    ) -> Double {
        let prior = priorWeight * Double(a + b) / (messages.a + messages.b)
        func logOdds(_ count: Int, _ total: Double) -> Double {
            let held = Double(count) + prior
            return log(held / max(total + priorWeight - held, 0.5))
        }
        let variance = 1 / (Double(a) + prior) + 1 / (Double(b) + prior)
        return (logOdds(b, messages.b) - logOdds(a, messages.a)) / variance.squareRoot()
    }
}
