import Tingfeng
import TingfengText

/// Lines of text as `tokenize` prints them.
struct LineTokenizer: Sendable {
    /// `nil` leaves the characters untouched.
    let normalizer: Normalizer?
    let tokenizer: Tokenizer
    /// Whether the shorter words inside long ones come too.
    var mode = Mode.exact

    enum Mode: String, CaseIterable {
        case exact, search
    }

    static let columns = [
        OutputColumn("line", zh: "行", en: "Line", .right),
        OutputColumn("text", zh: "词元", en: "Token"),
        OutputColumn("kind", zh: "种类", en: "Kind"),
        OutputColumn("start", zh: "起", en: "Start", .right),
        OutputColumn("end", zh: "止", en: "End", .right),
        OutputColumn("source", zh: "由", en: "Decided by"),
        OutputColumn("margin", zh: "分差", en: "Margin", .right),
    ]

    /// Returns the tokens of each line joined by one space.
    func joined(_ lines: ArraySlice<UInt8>) -> [UInt8] {
        if mode == .search { return searchLines(lines) }
        var output = TokenLines(tokenizer: tokenizer, normalizer: normalizer)
        return lines.withUnsafeBufferPointer { output.cut($0) }
    }

    /// Returns the words of each line and those inside them, joined by one space.
    private func searchLines(_ lines: ArraySlice<UInt8>) -> [UInt8] {
        var workspace = Tokenizer.Workspace()
        var rows = lines.split(separator: 0x0A, omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        return rows.flatMap { row -> [UInt8] in
            let view = view(
                String(decoding: row.last == 0x0D ? row.dropLast() : row, as: UTF8.self)
            )
            let tokens = tokenizer.tokenize(view, workspace: &workspace)
            let words = tokenizer.searchTokens(of: view, tokens).filter { $0.kind != .space }
            return Array(words.map { Self.text($0, view) }.joined(separator: " ").utf8) + [0x0A]
        }
    }

    /// Returns a row for each token of a line; offsets count bytes of the line as it came in.
    func explained(
        _ line: String,
        number: Int,
        _ workspace: inout Tokenizer.Workspace
    ) -> [[OutputValue]] {
        let view = view(line)
        return tokenizer.explain(view, workspace: &workspace).map { token, source, margin in
            let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
            let bytes = view.byteRange(of: range)
            return [
                .int(number), .string(Self.text(token, view)), .string("\(token.kind)"),
                .int(bytes.lowerBound), .int(bytes.upperBound), .string(source.rawValue),
                margin.map { .int($0) } ?? .null,
            ]
        }
    }

    private func view(_ line: String) -> NormalizedText {
        normalizer?.normalize(line) ?? Normalizer.raw(line)
    }

    private static func text(_ token: Token, _ view: NormalizedText) -> String {
        String(decoding: view.units[token.range], as: UTF16.self)
    }
}
