import GRDB

/// Which messages a series counts: every condition that is set must hold.
public struct SeriesFilter: Sendable, Equatable {
    /// Category path or the beginning of one, `城乡建设/城市建设和市政管理`.
    public var category: String?
    /// Region path or the beginning of one.
    public var region: String?
    /// Name of the source (来源); `nil` for all.
    public var source: String?
    /// Kind of appeal (诉求类型); `nil` for all.
    public var kind: String?
    /// Key of a matter.
    public var matter: String?

    /// Makes a filter that counts everything.
    public init() {}

    /// Reads `category=…,region=…,source=…,kind=…` or `matter=ID`.
    ///
    /// Returns `nil` for anything that is not such a list; the text is a query then.
    public init?(_ text: String) {
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            let value = String(pair[1])
            switch pair[0] {
            case "category": category = value
            case "region": region = value
            case "source": source = value
            case "kind": kind = value
            case "matter": matter = value
            default: return nil
            }
        }
        if self == SeriesFilter() { return nil }
    }

    /// The level-1 category that is all the filter asks for, empty if it asks for nothing; `nil`
    /// for any other filter.
    var top: String? {
        var rest = self
        rest.category = nil
        guard rest == SeriesFilter(), category?.contains("/") != true else { return nil }
        return category ?? ""
    }

    /// The conditions as SQL over integer columns, or `nil` if a name is unknown and nothing fits.
    func condition(_ db: Database) throws -> String? {
        var parts: [String] = []
        let tests: [(String?, String, String)] = [
            (category, "category", "path"), (region, "region", "path"),
            (source, "source", "name"), (kind, "kind", "name"),
        ]
        for (value, table, column) in tests {
            guard let value else { continue }
            let ids = try Self.ids(db, table, column, below: value)
            guard !ids.isEmpty else { return nil }
            parts.append("\(table) IN (\(ids.map(String.init).joined(separator: ",")))")
        }
        if let matter {
            guard
                let id = try Int64.fetchOne(
                    db,
                    sql: "SELECT id FROM matter WHERE key = ?",
                    arguments: [matter]
                )
            else { return nil }
            parts.append("matter = \(id)")
        }
        return parts.isEmpty ? "1" : parts.joined(separator: " AND ")
    }

    /// Ids of a name and of everything below it in its tree; a region may also be named by its
    /// last part or its code.
    private static func ids(
        _ db: Database,
        _ table: String,
        _ column: String,
        below value: String
    ) throws -> [Int] {
        let code =
            table == "region"
            ? "OR code = :value OR substr(path, -length(:value) - 1) = '/' || :value" : ""
        return try Int.fetchAll(
            db,
            sql: """
                WITH root(path) AS (
                    SELECT \(column) FROM \(table) WHERE \(column) = :value \(code)
                    UNION SELECT :value
                )
                SELECT DISTINCT t.id FROM \(table) t JOIN root r
                ON t.\(column) = r.path
                    OR substr(t.\(column), 1, length(r.path) + 1) = r.path || '/'
                ORDER BY 1
                """,
            arguments: ["value": value]
        )
    }
}
