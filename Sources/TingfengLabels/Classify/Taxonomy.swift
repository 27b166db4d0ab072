/// The categories that messages may have (分类体系): a tree of up to four levels, read as data.
public struct Taxonomy: Sendable, Equatable {
    /// The deepest level a table may have.
    public static let deepestLevel = 4

    /// Full paths in file order.
    public let paths: [[String]]
    private let known: Set<[String]>

    /// Reads a table with the header `level1,level2,…`, one full path per row, UTF-8.
    ///
    /// Throws `LabelsError.badTableRow` for a missing header, an empty or missing level above a
    /// filled one, too many levels, or a path given twice. Row 1 is the header.
    public init(csv: String) throws(LabelsError) {
        let rows = CommaTable.rows(of: csv)
        guard let header = rows.first, (1...Self.deepestLevel).contains(header.count),
            header.enumerated().allSatisfy({ $1.lowercased() == "level\($0 + 1)" })
        else { throw .badTableRow(row: 1, reason: "表头应为 level1,level2,…（至多四级）") }
        var paths: [[String]] = []
        var seen: Set<[String]> = []
        var known: Set<[String]> = []
        for (index, row) in rows.enumerated().dropFirst() {
            let path = Array(row.prefix { !$0.isEmpty })
            guard !path.isEmpty, row.count <= header.count,
                row[path.count...].allSatisfy(\.isEmpty)
            else { throw .badTableRow(row: index + 1, reason: "各级分类应从一级起连续填写") }
            guard seen.insert(path).inserted else {
                throw .badTableRow(
                    row: index + 1,
                    reason: "分类 \(path.joined(separator: "/")) 重复"
                )
            }
            paths.append(path)
            for level in 1...path.count { known.insert(Array(path.prefix(level))) }
        }
        self.paths = paths
        self.known = known
    }

    /// Returns whether a path, full or cut at any level, stands in the taxonomy.
    public func contains(_ path: [String]) -> Bool { known.contains(path) }

    /// Returns the names right below a path in file order; level 1 for the empty path.
    public func children(of path: [String]) -> [String] {
        var names: [String] = []
        for full in paths where full.count > path.count && full.starts(with: path) {
            if !names.contains(full[path.count]) { names.append(full[path.count]) }
        }
        return names
    }
}
