/// What can be wrong with the count and calendar files this module reads.
public enum TrendsError: Error, Equatable, Sendable {
    /// The header has no such column.
    case missingColumn(String)
    /// A cell is no date.
    case badDate(line: Int, text: String)
    /// A cell is no count.
    case badCount(line: Int, text: String)
    /// A cell is no day type.
    case badDayType(line: Int, text: String)
    /// A quoted cell does not end.
    case unclosedQuote(line: Int)
    /// A line has too few cells.
    case missingCell(line: Int)
    /// The dates of the file are too far apart to be filled with zeros.
    case spanTooLong(bins: Int)
}

extension TrendsError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .missingColumn(let name):
            "首行缺少列“\(name)”,请在首行写明列名。"
        case .badDate(let line, let text):
            "第 \(line) 行的日期“\(text)”无法识别,请写成 2024-02-29(小时序列写成 2024-02-29T08)。"
        case .badCount(let line, let text):
            "第 \(line) 行的计数“\(text)”不是 0 到 2147483647 的整数,请改正该行。"
        case .badDayType(let line, let text):
            "第 \(line) 行的日类型“\(text)”未知,请使用 holiday、spring_festival 或 makeup_workday。"
        case .unclosedQuote(let line):
            "第 \(line) 行开始的引号没有结束,请补上另一个引号。"
        case .missingCell(let line):
            "第 \(line) 行的列数不够,请补齐该行。"
        case .spanTooLong(let bins):
            "最早与最晚的日期相隔 \(bins) 个时间段,超出上限,请检查是否有写错的年份。"
        }
    }
}
