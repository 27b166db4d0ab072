/// Takes the categories of one taxonomy to those of another (分类对照表), so that both can be used
/// side by side.
public struct TaxonomyMapping: Sendable, Equatable {
    private var targets: [[String]: [String]] = [:]

    /// Reads a table with the header `from,to`, UTF-8: paths joined by "/", full or cut at any level;
    /// a path without a row of its own takes that of the path above it.
    ///
    /// Throws `LabelsError.badTableRow` for a missing header, an empty path, a `from` given twice, or
    /// a `to` that does not stand in `taxonomy`. Row 1 is the header.
    public init(csv: String, to taxonomy: Taxonomy? = nil) throws(LabelsError) {
        let rows = CommaTable.rows(of: csv)
        guard rows.first?.map({ $0.lowercased() }) == ["from", "to"] else {
            throw .badTableRow(row: 1, reason: "表头应为 from,to")
        }
        for (index, row) in rows.enumerated().dropFirst() {
            let paths = row.map { $0.split(separator: "/").map(String.init) }
            guard paths.count == 2, paths.allSatisfy({ !$0.isEmpty }) else {
                throw .badTableRow(row: index + 1, reason: "应为两列分类，各级以“/”相连")
            }
            guard taxonomy?.contains(paths[1]) ?? true else {
                throw .badTableRow(row: index + 1, reason: "分类表中没有 \(row[1])")
            }
            guard targets.updateValue(paths[1], forKey: paths[0]) == nil else {
                throw .badTableRow(row: index + 1, reason: "分类 \(row[0]) 重复")
            }
        }
    }

    /// Returns the category of the other taxonomy; `nil` if neither the path nor one above has a row.
    public func target(of path: [String]) -> [String]? {
        for length in stride(from: path.count, to: 0, by: -1) {
            if let target = targets[Array(path.prefix(length))] { return target }
        }
        return nil
    }
}
