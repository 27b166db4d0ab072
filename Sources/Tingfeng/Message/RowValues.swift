import Foundation
import TingfengText

/// The cells of one row, asked for by field.
struct RowValues {
    let plan: ColumnPlan
    let cells: [String?]
    let times: TimeParser

    /// Words that stand for "nothing" in number and time columns.
    private static let nothing: Set<String> = ["-", "--", "—", "/", "无", "null", "NULL", "None"]

    /// The first cell of the field that is not blank, as it stands.
    func stored(_ field: MessageField) -> String? {
        cell(field)?.text
    }

    /// The same without blanks at its ends.
    func text(_ field: MessageField) -> String? {
        cell(field).map { Self.trim($0.text) }
    }

    private func cell(_ field: MessageField) -> (column: Int, text: String)? {
        for column in plan[field] {
            if let text = cells[column], !Self.isBlank(text) { return (column, text) }
        }
        return nil
    }

    /// All cells of the field, joined to a path.
    func path(_ field: MessageField) -> String? {
        let parts = plan[field].compactMap { cells[$0] }.map(Self.trim).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    func time(_ field: MessageField) throws(SourceRow.Defect) -> Int64? {
        guard let (column, text) = cell(field), !Self.nothing.contains(Self.trim(text)) else {
            return nil
        }
        if let time = times.parse(text) { return time }
        throw SourceRow.Defect(
            reason: .badTime,
            column: plan.headers[column],
            detail: "时间无法无歧义地读出；请写成 2019-02-28 11:25:05 这样的格式。"
        )
    }

    /// A number of likes or the like, 0 if absent.
    func count(_ field: MessageField) throws(SourceRow.Defect) -> Int {
        guard let (column, text) = cell(field) else { return 0 }
        let number = Self.trim(text)
        if Self.nothing.contains(number) { return 0 }
        if let value = Double(number), value >= 0, value < 1e12, value == value.rounded() {
            return Int(value)
        }
        throw SourceRow.Defect(
            reason: .badValue,
            column: plan.headers[column],
            detail: "应为非负整数；请改正或清空该格。"
        )
    }

    /// Yes, no, or not known.
    func flag(_ field: MessageField) -> Bool? {
        guard let text = text(field)?.lowercased() else { return nil }
        if Self.yes.contains(text) { return true }
        return Self.no.contains(text) ? false : nil
    }

    private static let yes: Set<String> = [
        "是", "有", "已", "true", "1", "y", "yes", "t", "已联系", "已解决", "解决", "满意", "非常满意", "很满意",
        "基本满意", "保密", "重复",
    ]
    private static let no: Set<String> = [
        "否", "无", "未", "没有", "false", "0", "n", "no", "f", "未联系", "未解决", "不满意", "非常不满意",
        "很不满意", "不保密", "公开", "不重复",
    ]

    /// Several names in one cell: a JSON array, or parted by 、 , ; and the like.
    func list(_ field: MessageField, separators: Set<Character>) -> [String] {
        guard let text = text(field) else { return [] }
        let names = Self.array(text) ?? text.split { separators.contains($0) }.map(String.init)
        return names.map(Self.trim).filter { !$0.isEmpty }
    }

    private static func array(_ text: String) -> [String]? {
        guard text.hasPrefix("[") else { return nil }
        return try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }

    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.isBlank)
    }

    static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let start = scalars.first, let end = scalars.last, start.isBlank || end.isBlank else {
            return text
        }
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(scalars[first...last])
    }
}
