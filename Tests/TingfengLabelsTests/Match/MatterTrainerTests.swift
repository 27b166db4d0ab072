import Testing

@testable import TingfengLabels

@Suite struct MatterTrainerTests {
    private static let finder = Result {
        PlaceFinder(
            model: try PlaceModel(contentsOf: "\(PackageFiles.root)/models/places.bin"),
            lexicon: try PlaceLexicon(contentsOf: "\(PackageFiles.root)/dictionaries/places.bin")
        )
    }

    private func features(
        _ titles: [String],
        body: String = "",
        caller: String? = nil
    ) throws -> [MatterFeatures] {
        let weights = try TermWeights(contentsOf: "\(PackageFiles.root)/models/terms.bin")
        var reader = MatterFeatureReader(termWeights: weights, places: try Self.finder.get())
        return try titles.map {
            reader.features(
                of: try PackageFiles.input(title: $0, body: body),
                region: nil,
                isRegionInTitle: false,
                topics: [],
                caller: caller
            )
        }
    }

    @Test func `the place of a title counts as one, what is said about it does not`() throws {
        let found = try features(["投诉B3区桂花苑小区物业乱收费"])
        let named = found[0].terms.map(MatterTerm.init).filter(\.isInName)
        #expect(named.count == 2)
        #expect(named.allSatisfy { $0.isInTitle })
    }

    @Test func `a place that only the body names is one, but not of the title`() throws {
        let found = try features(["投诉物业乱收费"], body: "我住在B3区桂花苑小区，物业乱收停车费。")
        let named = found[0].terms.map(MatterTerm.init).filter(\.isInName)
        #expect(named.count == 2)
        #expect(!named.contains { $0.isInTitle })
    }

    @Test func `one caller speaks for one matter, less the more that caller wrote`() throws {
        let found = try features(["投诉B3区桂花苑小区物业乱收费", "桂花苑停车费"], caller: "a1")
        #expect(found[0].caller != nil)
        #expect(try features(["桂花苑"], caller: "a2")[0].caller != found[0].caller)
        let witnesses = found.map { MatterWitness($0, time: 0) }
        var lookup = MatterLookup()
        witnesses[1].withView { lookup.put($0.terms) }
        let same = [1, 92].map {
            witnesses[0].evidence(with: witnesses[1], lookup, written: $0).sameCaller
        }
        #expect(same[0] > 0.7)
        #expect(same[1] < 0.11)
        let unknown = MatterWitness(try features(["桂花苑停车费"])[0], time: 0)
        #expect(unknown.evidence(with: unknown, lookup, written: 0).sameCaller == 0)
    }

    @Test func `a title whose place the other message does not name misses it`() throws {
        let found = try features(["投诉B3区桂花苑小区物业乱收费", "投诉B3区望江苑小区物业乱收费"])
        let witnesses = found.map { MatterWitness($0, time: 0) }
        var lookup = MatterLookup()
        witnesses[1].withView { lookup.put($0.terms) }
        let evidence = witnesses[0].evidence(with: witnesses[1], lookup, written: 0)
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
