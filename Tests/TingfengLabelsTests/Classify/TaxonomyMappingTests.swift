import Testing
import TingfengLabels

@Suite struct TaxonomyMappingTests {
    @Test func `the longest mapped beginning of a path counts`() throws {
        let mapping = try TaxonomyMapping(csv: "from,to\n环境保护,生态\n环境保护/噪音,公安/扰民\n")
        #expect(mapping.target(of: ["环境保护", "噪音", "施工"]) == ["公安", "扰民"])
        #expect(mapping.target(of: ["环境保护", "水污染"]) == ["生态"])
        #expect(mapping.target(of: ["政法"]) == nil)
    }

    @Test(arguments: [
        ("a,b\n", 1), ("from,to\n甲\n", 2), ("from,to\n甲,\n", 2), ("from,to\n甲,乙\n甲,丙\n", 3),
    ])
    func `a bad table is named by its row`(csv: String, row: Int) {
        #expect {
            try TaxonomyMapping(csv: csv)
        } throws: { error in
            if case LabelsError.badTableRow(row, _) = error { true } else { false }
        }
    }

    @Test func `a target must stand in the taxonomy`() throws {
        let taxonomy = try Taxonomy(csv: "level1,level2\n生态,噪音\n")
        #expect(throws: Never.self) {
            try TaxonomyMapping(csv: "from,to\n环境保护,生态\n", to: taxonomy)
        }
        #expect(throws: LabelsError.badTableRow(row: 2, reason: "分类表中没有 公安")) {
            try TaxonomyMapping(csv: "from,to\n环境保护,公安\n", to: taxonomy)
        }
    }
}
