/// What the last character of a place name says about the kind of place.
enum PlaceSuffix: UInt8, CaseIterable {
    case none = 0
    case estate, road, institution, settlement, business, water, part

    private static let endings: [(PlaceSuffix, String)] = [
        (.estate, "区苑园城府湾庭居邸郡庐墅楼厦寓舍第轩阁院"),
        (.road, "路街道巷线桥站口隧"),
        (.institution, "校学中所局馆厅处心堂"),
        (.settlement, "村镇乡组队屯寨冲塘铺坪"),
        (.business, "司店厂场吧行社铺超汇"),
        (.water, "湖河江山岭岛洲库"),
        (.part, "栋期幢座号室层段旁边侧角元"),
    ]

    /// The kind by UTF-16 unit, as raw values.
    static let ofUnit: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 0x1_0000)
        for (kind, units) in endings.reversed() {
            for unit in units.utf16 { table[Int(unit)] = kind.rawValue }
        }
        return table
    }()
}
