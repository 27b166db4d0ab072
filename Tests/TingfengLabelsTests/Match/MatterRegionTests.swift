import Testing
import TingfengLabels

/// What the region field and the title say about where a matter is.
@Suite struct MatterRegionTests {
    private func features(
        _ title: String,
        _ body: String,
        region: String?,
        isInTitle: Bool = false
    ) throws -> MatterFeatures {
        let weights = try TermWeights(contentsOf: "\(PackageFiles.root)/models/terms.bin")
        var reader = MatterFeatureReader(termWeights: weights, places: nil)
        return reader.features(
            of: try PackageFiles.input(title: title, body: body),
            region: region,
            isRegionInTitle: isInTitle,
            topics: [.init(path: ["城乡建设"], probability: 0.9)]
        )
    }

    private func areOneMatter(_ first: MatterFeatures, _ second: MatterFeatures) -> Bool {
        var matcher = MatterMatcher()
        let founded = matcher.assign(first, id: "a", at: 0)
        return matcher.assign(second, id: "b", at: 86_400).matter == founded.matter
    }

    private static let text = "云岭花园要求业主买房时捆绑购买车位，每个车位十二万元，不买就取消购房资格。"

    @Test func `the same names outweigh different region fields`() throws {
        let first = try features("云岭花园捆绑销售车位", Self.text, region: "江州市/东湖区")
        let second = try features("云岭花园强制捆绑销售车位", Self.text, region: "江州市/西湖区")
        #expect(areOneMatter(first, second))
    }

    @Test func `a city holds its districts`() throws {
        let first = try features("云岭花园捆绑销售车位", Self.text, region: "江州市", isInTitle: true)
        let second = try features(
            "云岭花园捆绑销售车位",
            Self.text,
            region: "江州市/西湖区",
            isInTitle: true
        )
        #expect(areOneMatter(first, second))
    }
}
