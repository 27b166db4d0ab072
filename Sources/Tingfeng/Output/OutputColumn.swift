/// One column of an ``OutputTable`` (列).
public struct OutputColumn: Sendable, Equatable {
    /// Which side the cells of a column keep to.
    public enum Alignment: Sendable {
        case left
        case right
    }

    /// Field name of the API, English, lower snake case: JSON key and CSV heading.
    public var key: String
    /// Chinese heading of `table` and `md`.
    public var zh: String
    /// English heading of `table` and `md`.
    public var en: String
    /// Side that the cells keep to in `table` and `md`.
    public var alignment: Alignment

    /// Creates a column; without headings the key is shown.
    public init(
        _ key: String,
        zh: String? = nil,
        en: String? = nil,
        _ alignment: Alignment = .left
    ) {
        self.key = key
        self.zh = zh ?? key
        self.en = en ?? key
        self.alignment = alignment
    }

    func heading(in language: Language) -> String { language.text(zh: zh, en: en) }
}
