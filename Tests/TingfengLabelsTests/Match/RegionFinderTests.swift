import Testing
import TingfengLabels
import TingfengText

@Suite struct RegionFinderTests {
    static let table = """
        code,name,parent,population
        61,秦川省,,
        6101,西山市,61,900000
        610101,雁南区,6101,300000
        610102,雁南,61,
        610103,雁南新区,6101,
        """

    private func find(
        _ csv: String? = nil,
        field: String? = nil,
        title: String = "",
        body: String = ""
    ) throws -> RegionFinder.Finding? {
        let tree = try csv.map { try RegionTree(csv: $0) } ?? RegionTree.tipdmC()
        let normalizer = try PackageFiles.normalizer()
        return RegionFinder(tree: tree, normalizer: normalizer).find(
            field: field,
            title: normalizer.normalize(title),
            body: normalizer.normalize(body)
        )
    }

    @Test(arguments: [
        ("A市A3区中海社区", "A3区"), ("西地省K8县修路", "K8县"), ("Ａ３区路灯", "A3区"),
        ("XA3区的事", nil), ("A市场管理", nil), ("A市市民来信", "A市"), ("请修路", nil),
        ("A市地铁何时到A7县", "A7县"),
    ])
    func `a title names its region`(title: String, code: String?) throws {
        #expect(try find(title: title)?.code == code)
    }

    @Test func `the title goes before the body and the field before both`() throws {
        let title = try find(title: "A3区的事", body: "B市的事")
        #expect(title == .init(code: "A3区", origin: .title))
        let body = try find(title: "路灯", body: "我住B4区，常去A市。")
        #expect(body == .init(code: "B4区", origin: .body))
        let field = try find(field: "西地省/C市", title: "A3区的事")
        #expect(field == .init(code: "C市", origin: .field))
    }

    @Test(arguments: [
        ("610101", "610101"), ("秦川省/西山市/雁南区", "610101"), ("西山市雁南新区某街道", "610103"),
        ("西山市", "6101"), ("火星", nil),
    ])
    func `a field is a code, a path, a name or holds one`(field: String, code: String?) throws {
        #expect(try find(Self.table, field: field)?.code == code)
    }

    @Test(arguments: [
        ("雁南新区停水", "610103"), ("雁南路堵车", nil), ("雁南停电", "610102"),
        ("编号1610101号", nil),
    ])
    func `a name inside a longer name does not count`(title: String, code: String?) throws {
        #expect(try find(Self.table, title: title)?.code == code)
    }
}

@Suite struct RegionTreeTests {
    @Test func `a path joins the names from the root`() throws {
        let tree = try RegionTree.tipdmC()
        #expect(tree.path(of: "A3区") == "西地省/A市/A3区")
        #expect(tree.isWithin("A3区", "西地省") && !tree.isWithin("A3区", "B市"))
        #expect(tree.path(of: Region.unknown) == Region.unknown)
    }

    @Test(arguments: [
        "code,name,parent\n1,甲,2\n2,乙,1\n", "code,name,parent\n1,甲,9\n",
        "code,name\n1,甲\n1,乙\n", "name\n甲\n",
    ])
    func `circles, unknown parents, double codes and wrong headers are refused`(csv: String) {
        #expect(throws: LabelsError.self) { try RegionTree(csv: csv) }
    }
}
