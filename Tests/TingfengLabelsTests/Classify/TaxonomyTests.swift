import Testing
import TingfengLabels

@Suite struct TaxonomyTests {
    @Test func `paths and children keep the order of the file`() throws {
        let taxonomy = try Taxonomy(csv: "level1,level2\n乙,丙\n乙,\"丁,戊\"\n甲,己\n")
        #expect(taxonomy.children(of: []) == ["乙", "甲"])
        #expect(taxonomy.children(of: ["乙"]) == ["丙", "丁,戊"])
        #expect(taxonomy.contains(["乙"]) && !taxonomy.contains(["丙"]))
    }

    @Test(arguments: [
        ("a,b\n甲,乙\n", 1), ("level1,level2\n甲,乙\n甲,乙\n", 3), ("level1,level2\n,乙\n", 2),
        ("", 1),
    ])
    func `a broken table names its row`(csv: String, row: Int) {
        #expect { try Taxonomy(csv: csv) } throws: { error in
            guard case .badTableRow(row, _) = error as? LabelsError else { return false }
            return true
        }
    }
}
