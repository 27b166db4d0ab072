/// One named value of a record or of a nested object (字段).
public struct OutputField: Sendable, Equatable {
    /// Field name of the API, English, lower snake case.
    public var key: String
    /// Chinese label.
    public var zh: String
    /// English label.
    public var en: String
    /// What the field holds.
    public var value: OutputValue

    /// Creates a field; without labels the key is shown.
    public init(
        _ key: String,
        zh: String? = nil,
        en: String? = nil,
        _ value: OutputValue
    ) {
        self.key = key
        self.zh = zh ?? key
        self.en = en ?? key
        self.value = value
    }

    package func label(in language: Language) -> String { language.text(zh: zh, en: en) }
}
