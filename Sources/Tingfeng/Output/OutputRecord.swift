/// One object with named fields (单条结果), as `explain` and `matter show` print it.
///
/// `table`: one `label: value` line per field; a list of objects becomes an indented table, a
/// longer list of texts one line each. `json`, `jsonl`: an object. `csv`: headings and one row.
/// `md`: a table of two columns.
public struct OutputRecord: Sendable, Equatable {
    /// What the record holds, in the order printed.
    public var fields: [OutputField]

    /// Creates a record of these fields, in this order.
    public init(_ fields: [OutputField]) { self.fields = fields }

    /// The record as an object with keys in field order.
    public var json: JSONValue { OutputValue.object(fields).json }

    /// Returns the record as text that ends with a line feed.
    public func rendered(as format: OutputFormat, _ options: OutputOptions = .init()) -> String {
        switch format {
        case .table: lines(options).joined(separator: "\n") + "\n"
        case .json: json.serialized(pretty: options.isPretty) + "\n"
        case .jsonl: json.serialized() + "\n"
        case .csv: oneRow.rendered(as: .csv, options)
        case .md: twoColumns(in: options.language).rendered(as: .md, options)
        }
    }

    private var oneRow: OutputTable {
        OutputTable(
            columns: fields.map { OutputColumn($0.key, zh: $0.zh, en: $0.en) },
            rows: [fields.map(\.value)]
        )
    }

    private func twoColumns(in language: Language) -> OutputTable {
        OutputTable(
            columns: [
                OutputColumn("field", zh: "项目", en: "Field"),
                OutputColumn("value", zh: "内容", en: "Value"),
            ],
            rows: fields.map { [.string($0.label(in: language)), $0.value] }
        )
    }
}

extension OutputRecord {
    private func lines(_ options: OutputOptions) -> [String] {
        let labels = fields.map { VisibleText.oneLine($0.label(in: options.language)) }
        let labelWidth = labels.map(displayWidth).max() ?? 0
        return zip(labels, fields).flatMap { label, field -> [String] in
            if let block = Self.block(field.value, options) {
                return [label + ":"] + block.map { "  " + $0 }
            }
            let padding = String(repeating: " ", count: labelWidth - displayWidth(label) + 1)
            let text = VisibleText.oneLine(field.value.displayText(in: options.language))
            return [label + ":" + padding + text]
        }
    }

    /// Returns the lines of a value that needs more than one, `nil` for all others.
    private static func block(_ value: OutputValue, _ options: OutputOptions) -> [String]? {
        switch value {
        case .object(let fields) where !fields.isEmpty:
            return OutputRecord(fields).lines(indented(options))
        case .list(let values) where !values.isEmpty:
            if let table = uniformTable(values) {
                let text = table.rendered(as: .table, indented(options))
                return text.split(separator: "\n").map(String.init)
            }
            let texts = values.map { VisibleText.oneLine($0.displayText(in: options.language)) }
            // Short lists (words, places) read better on the line of their label.
            guard texts.contains(where: { displayWidth($0) > 16 }) else { return nil }
            return texts.map { "- " + $0 }
        default: return nil
        }
    }

    private static func indented(_ options: OutputOptions) -> OutputOptions {
        var inner = options
        inner.width = options.width.map { max(1, $0 - 2) }
        return inner
    }

    /// Returns a table if all values are objects with the same keys.
    private static func uniformTable(_ values: [OutputValue]) -> OutputTable? {
        guard case .object(let first) = values.first, !first.isEmpty else { return nil }
        var table = OutputTable(
            columns: first.map {
                OutputColumn($0.key, zh: $0.zh, en: $0.en, $0.value.isText ? .left : .right)
            }
        )
        for value in values {
            guard case .object(let fields) = value, fields.map(\.key) == first.map(\.key) else {
                return nil
            }
            table.rows.append(fields.map(\.value))
        }
        return table
    }
}
