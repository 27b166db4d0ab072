/// How a result is printed (输出格式); raw values are what `--format` takes.
public enum OutputFormat: String, Sendable, CaseIterable {
    /// Aligned columns for people.
    case table
    /// One array of objects.
    case json
    /// One object per line.
    case jsonl
    /// RFC 4180 with "\n" line ends, UTF-8.
    case csv
    /// A GitHub-flavoured Markdown table.
    case md
}
