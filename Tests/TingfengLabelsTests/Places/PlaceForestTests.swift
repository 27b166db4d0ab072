import Testing

@testable import TingfengLabels

@Suite struct PlaceForestTests {
    /// Rows whose label is whether the first number is large and the second small.
    private let rows: [[Float]] = (0..<400).map { row in
        var numbers = [Float](repeating: 0, count: PlaceEvidence.featureCount)
        numbers[0] = Float(row % 20)
        numbers[1] = Float(row / 20)
        for number in 2..<numbers.count { numbers[number] = Float(row * number % 7) }
        return numbers
    }
    private var labels: [Bool] { rows.map { $0[0] > 9 && $0[1] < 10 } }

    @Test func `trees learn what takes two questions`() {
        let forest = PlaceForestFitter(rows).fit(labels, kept: Array(rows.indices))
        #expect(forest.isComplete)
        let right = zip(rows, labels).count { (forest.score($0) > 0) == $1 }
        #expect(right >= 380)
    }

    @Test func `rows that are left out do not count`() {
        let kept = rows.indices.filter { rows[$0][1] < 10 }
        let fitter = PlaceForestFitter(rows)
        let changed = zip(rows, labels).map { $0[1] < 10 ? $1 : !$1 }
        let forest = fitter.fit(labels, kept: kept)
        let other = fitter.fit(changed, kept: kept)
        #expect(forest.features == other.features && forest.leaves == other.leaves)
        #expect(fitter.fit(changed, kept: Array(rows.indices)).leaves != forest.leaves)
    }

    @Test func `a forest that asks about a number there is not is damaged`() {
        var forest = PlaceForestFitter(rows).fit(labels, kept: Array(rows.indices))
        forest.features[3] = UInt8(PlaceEvidence.featureCount)
        #expect(!forest.isComplete)
    }
}

@Suite struct PlaceJudgeTests {
    private let text = Array("柳树路第二小学门口".utf16)

    private func candidate(_ range: Range<Int>, exact: Float, touching: Float) -> PlaceCandidate {
        var candidate = PlaceCandidate(
            spans: [PlaceSpan(range: range, probability: 0.5)],
            symbols: text[range],
            units: text[range]
        )
        candidate.verdict = PlaceJudge.Verdict(exact: exact, touching: touching)
        return candidate
    }

    private func chosen(_ candidates: [PlaceCandidate]) -> [String] {
        let thresholds = PlaceJudge.Thresholds(exact: 0.1, first: 0.4, further: 0.6)
        let found = PlaceJudge.chosen(candidates, thresholds) { candidates[$0].verdict.touching }
        return found.map { String(decoding: $0.units, as: UTF16.self) }
    }

    @Test func `of the forms of a place the likeliest is taken, though none is certain`() {
        let found = chosen([
            candidate(3..<7, exact: 0.3, touching: 0.9),
            candidate(3..<9, exact: 0.4, touching: 0.9),
        ])
        #expect(found == ["第二小学门口"])
    }

    @Test func `a further place must be likelier than the first`() {
        let first = candidate(0..<3, exact: 0.5, touching: 0.5)
        #expect(chosen([first, candidate(3..<7, exact: 0.4, touching: 0.5)]) == ["柳树路"])
        #expect(chosen([first, candidate(3..<7, exact: 0.4, touching: 0.7)]).count == 2)
    }

    @Test func `a string that nobody would mark just so is not taken`() {
        #expect(chosen([candidate(0..<3, exact: 0.05, touching: 0.9)]) == [])
    }
}
