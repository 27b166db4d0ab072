import Tingfeng
import TingfengTrends

/// Reads known events: CSV with `start,end` and any of `category,region,matter`.
enum TruthFile {
    private static let known = ["start", "end", "category", "region", "matter"]

    static func events(_ path: String, _ time: LocalTime) throws -> [KnownEvent] {
        let lines = String(decoding: try Input.bytes(path), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        let names = cells(lines.first ?? "")
        guard names.contains("start"), names.contains("end"),
            names.contains(where: { known.dropFirst(2).contains($0) })
        else {
            throw UsageError(
                "\(Input.name(path)) 的表头应为 start,end 加上 category、region、matter 之一；现为 \(names.joined(separator: ","))。"
            )
        }
        return try lines.dropFirst().enumerated().map { index, line in
            let row = Dictionary(zip(names, cells(line))) { first, _ in first }
            guard let event = try event(row, time) else {
                throw UsageError(
                    "\(Input.name(path)) 第 \(index + 2) 行看不懂：\(line)；请写起止日期和分类、地区或事项。"
                )
            }
            return event
        }
    }

    private static func event(_ row: [String: String], _ time: LocalTime) throws -> KnownEvent? {
        let days = try ["start", "end"].map { name in
            Day(number: time.dayNumber(try time.parse(row[name] ?? "", bareDate: .start)))
        }
        let part = { (name: String) in row[name].flatMap { $0.isEmpty ? nil : $0 } }
        let dimensions = SeriesDimensions(
            category: part("category"),
            region: part("region"),
            matter: part("matter")
        )
        guard days[0] <= days[1], dimensions != SeriesDimensions() else { return nil }
        return KnownEvent(days: days[0]...days[1], dimensions: dimensions)
    }

    private static func cells(_ line: some StringProtocol) -> [String] {
        String(line).split(separator: Character(","), omittingEmptySubsequences: false)
            .map { String($0) }
    }
}
