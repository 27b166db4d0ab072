import Testing

@testable import TingfengLabels

@Suite struct MatterTrainerTests {
    private static let finder = Result {
        PlaceFinder(
            model: try PlaceModel(contentsOf: "\(PackageFiles.root)/models/places.bin"),
            lexicon: try PlaceLexicon(contentsOf: "\(PackageFiles.root)/dictionaries/places.bin")
        )
    }

    private func features(_ titles: [String]) throws -> [MatterFeatures] {
        let weights = try TermWeights(contentsOf: "\(PackageFiles.root)/models/terms.bin")
        var reader = MatterFeatureReader(termWeights: weights, places: try Self.finder.get())
        return try titles.map {
            reader.features(
                of: try PackageFiles.input(title: $0, body: ""),
                region: nil,
                isRegionInTitle: false,
                topics: []
            )
        }
    }

    @Test func `the place of a title counts as one, what is said about it does not`() throws {
        let found = try features(["投诉B3区桂花苑小区物业乱收费"])
        let named = found[0].terms.filter { MatterTerm(bits: $0).isInName }
        #expect(named.count == 2)
    }

    @Test func `a title whose place the other message does not name misses it`() throws {
        let found = try features(["投诉B3区桂花苑小区物业乱收费", "投诉B3区望江苑小区物业乱收费"])
        let witnesses = found.map { MatterWitness($0, time: 0) }
        var lookup = MatterLookup()
        witnesses[1].withView { lookup.put($0.terms) }
        let evidence = witnesses[0].evidence(with: witnesses[1], lookup)
        #expect(evidence.placeCover == 0)
        #expect(evidence.placeMiss == 1)
    }

    @Test func `the same judgements give the same weights, and a shared place counts for it`()
        throws
    {
        let streets = ["人民路", "学府路", "向阳街", "桂花苑", "望江苑", "青石巷"]
        let titles = streets.flatMap { ["\($0)停水三天", "\($0)又停水了"] }
        let trainer = MatterTrainer(try features(titles).map { ($0, 0) })
        let pairs = titles.indices.flatMap { first in
            (0..<first).map { MatterTrainer.Pair(first, $0, isSame: first / 2 == $0 / 2) }
        }
        let result = trainer.fit(pairs, matters: [])
        #expect(result.weights == trainer.fit(pairs, matters: []).weights)
        let place = try #require(MatterWeights.names.firstIndex(of: "placeCover"))
        #expect(result.weights.list[place] > 0)
    }
}
