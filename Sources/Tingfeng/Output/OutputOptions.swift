/// What a caller may ask of a rendering beyond its format.
public struct OutputOptions: Sendable, Equatable {
    /// Language of headings and labels.
    public var language: Language
    /// Columns of the terminal; `table` shortens text to fit, `nil` prints everything.
    public var width: Int?
    /// Puts a UTF-8 byte order mark before CSV, for Excel.
    public var bom: Bool
    /// Indents `json` by two spaces; `jsonl` is always compact.
    public var isPretty: Bool
    /// Prints the headings of `table` in bold with ANSI codes.
    public var isColored: Bool

    /// Creates options; the defaults are what a pipe gets.
    public init(
        language: Language = .zh,
        width: Int? = nil,
        bom: Bool = false,
        isPretty: Bool = true,
        isColored: Bool = false
    ) {
        self.language = language
        self.width = width
        self.bom = bom
        self.isPretty = isPretty
        self.isColored = isColored
    }
}
