/// One cell of a result (单元格): a typed value that every ``OutputFormat`` prints in its own way.
public enum OutputValue: Sendable, Equatable {
    case null
    case string(String)
    case int(Int)
    /// A number printed with exactly `decimals` digits after the point, in JSON with at most these.
    case double(Double, decimals: Int)
    /// A number printed with `digits` significant digits, for p and q values; below 0.0001 with an
    /// exponent.
    case significant(Double, digits: Int)
    /// A share: 0.125 is `12.5%` for people and 0.125 in JSON and CSV.
    case percent(Double, decimals: Int)
    /// Seconds since 1970-01-01T00:00:00Z with the zone's offset in seconds at that time: RFC 3339
    /// in JSON, local `yyyy-MM-dd HH:mm` elsewhere.
    case time(Int64, offset: Int)
    /// Days since 1970-01-01, printed `yyyy-MM-dd`.
    case date(Int)
    case bool(Bool)
    case list([OutputValue])
    case object([OutputField])
}

extension OutputValue {
    /// Whether spreadsheets should read the cell as text.
    var isText: Bool {
        switch self {
        case .string, .list, .object: true
        default: false
        }
    }

    /// Returns the value as people read it, not yet made safe for a terminal.
    package func displayText(in language: Language) -> String {
        switch self {
        case .null: "-"
        case .percent(let share, let decimals):
            share.isFinite ? DecimalText.fixed(share, decimals: decimals, shift: 2) + "%" : "-"
        case .bool(let flag):
            flag ? language.text(zh: "是", en: "yes") : language.text(zh: "否", en: "no")
        case .double(let number, _), .significant(let number, _):
            number.isFinite ? plainText : "-"
        case .list(let values):
            values.map { $0.displayText(in: language) }
                .joined(separator: language.text(zh: "、", en: ", "))
        case .object(let fields):
            fields.map { field in
                field.label(in: language) + "=" + field.value.displayText(in: language)
            }.joined(separator: " ")
        default: plainText
        }
    }

    /// The value as a program reads it in a CSV cell; lists and objects are compact JSON.
    package var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number, let decimals):
            number.isFinite ? DecimalText.fixed(number, decimals: decimals) : ""
        case .significant(let number, let digits):
            number.isFinite ? DecimalText.significant(number, digits: digits) : ""
        case .percent(let share, let decimals):
            share.isFinite ? DecimalText.fixed(share, decimals: decimals + 2) : ""
        case .time(let seconds, let offset): DateText.minute(seconds, offset: offset)
        case .date(let day): DateText.day(day)
        case .bool(let flag): flag ? "true" : "false"
        case .list, .object: json.serialized()
        }
    }
}

extension OutputValue {
    /// The value as JSON; numbers are rounded to their digits, what is not finite is `null`.
    public var json: JSONValue {
        switch self {
        case .null: .null
        case .string(let text): .string(text)
        case .int(let number): .int(number)
        case .double, .significant, .percent: Double(plainText).map { .double($0) } ?? .null
        case .time(let seconds, let offset): .string(DateText.rfc3339(seconds, offset: offset))
        case .date(let day): .string(DateText.day(day))
        case .bool(let flag): .bool(flag)
        case .list(let values): .array(values.map(\.json))
        case .object(let fields): .object(fields.map { JSONMember($0.key, $0.value.json) })
        }
    }
}
