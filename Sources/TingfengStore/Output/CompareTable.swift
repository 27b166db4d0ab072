public import Tingfeng

extension Comparison {
    /// The comparison as a table, the total last.
    public var table: OutputTable {
        OutputTable(
            columns: [
                OutputColumn("key", zh: "项目", en: "Item"),
                OutputColumn("a", zh: "甲", en: "A", .right),
                OutputColumn("b", zh: "乙", en: "B", .right),
                OutputColumn("change", zh: "差（每日）", en: "Difference", .right),
                OutputColumn("contribution", zh: "占总差", en: "Contribution", .right),
                OutputColumn("ratio", zh: "乙/甲", en: "Ratio", .right),
                OutputColumn("lower", zh: "95%下限", en: "Lower", .right),
                OutputColumn("upper", zh: "95%上限", en: "Upper", .right),
                OutputColumn("z", zh: "z", en: "z", .right),
            ],
            rows: (rows + [total]).map(\.cells)
        )
    }
}

extension Comparison.Row {
    fileprivate var cells: [OutputValue] {
        [
            .string(key), .int(a), .int(b), .double(change, decimals: 3),
            contribution.isFinite ? .percent(contribution, decimals: 1) : .null,
            .double(ratio.value, decimals: 2), .double(ratio.lower, decimals: 2),
            .double(ratio.upper, decimals: 2), z.map { .double($0, decimals: 2) } ?? .null,
        ]
    }
}
