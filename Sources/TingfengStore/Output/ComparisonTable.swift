public import Tingfeng
import TingfengTrends

extension IncidentComparison {
    /// The incidents side by side; `a` is the first configuration, `b` the second.
    public var table: OutputTable {
        let columns = [
            OutputColumn("in", zh: "见于", en: "In"),
            OutputColumn("alertname", zh: "类型", en: "Alert"),
            OutputColumn("series", zh: "序列", en: "Series"),
            OutputColumn("title", zh: "标题", en: "Title"),
            OutputColumn("from_a", zh: "甲开始", en: "From A"),
            OutputColumn("from_b", zh: "乙开始", en: "From B"),
            OutputColumn("severity_a", zh: "甲级别", en: "Severity A"),
            OutputColumn("severity_b", zh: "乙级别", en: "Severity B"),
            OutputColumn("messages_a", zh: "甲累计", en: "Messages A", .right),
            OutputColumn("messages_b", zh: "乙累计", en: "Messages B", .right),
        ]
        return OutputTable(columns: columns, rows: pairs.map(Self.row))
    }

    private static func row(_ pair: Pair) -> [OutputValue] {
        let (a, b) = (pair.first, pair.second)
        let name = b == nil ? "a" : a == nil ? "b" : "both"
        let either = pair.either
        let from = { (incident: Incident?) in
            incident.map { OutputValue.date($0.startsAt.number) } ?? .null
        }
        let severity = { (incident: Incident?) in
            incident.map { OutputValue.string($0.severity.rawValue) } ?? .null
        }
        let total = { (incident: Incident?) in
            incident.map { OutputValue.int($0.total) } ?? .null
        }
        return [
            .string(name), .string(either?.peak.name.rawValue ?? ""),
            .string(either?.peak.dimensions.name ?? ""),
            either?.title.map(OutputValue.string) ?? .null, from(a), from(b), severity(a),
            severity(b), total(a), total(b),
        ]
    }
}
