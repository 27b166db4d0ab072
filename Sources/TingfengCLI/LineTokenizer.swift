import Tingfeng
import TingfengText

/// Lines of text as `tokenize` prints them.
struct LineTokenizer: Sendable {
    /// `nil` leaves the characters untouched.
    let normalizer: Normalizer?
    let tokenizer: Tokenizer

    static let columns = [
        OutputColumn("line", zh: "行", en: "Line", .right),
        OutputColumn("text", zh: "词元", en: "Token"),
        OutputColumn("kind", zh: "种类", en: "Kind"),
        OutputColumn("start", zh: "起", en: "Start", .right),
        OutputColumn("end", zh: "止", en: "End", .right),
        OutputColumn("source", zh: "由", en: "Decided by"),
    ]

    /// Returns the tokens of a line joined by one space.
    func joined(_ line: String, _ workspace: inout Tokenizer.Workspace) -> String {
        let view = view(line)
        let tokens = tokenizer.tokenize(view, workspace: &workspace)
        return tokens.filter { $0.kind != .space }.map { Self.text($0, view) }.joined(
            separator: " "
        )
    }

    /// Returns a row for each token of a line; offsets count bytes of the line as it came in.
    func explained(
        _ line: String,
        number: Int,
        _ workspace: inout Tokenizer.Workspace
    ) -> [[OutputValue]] {
        let view = view(line)
        return tokenizer.explain(view, workspace: &workspace).map { token, source in
            let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
            let bytes = view.byteRange(of: range)
            return [
                .int(number), .string(Self.text(token, view)), .string("\(token.kind)"),
                .int(bytes.lowerBound), .int(bytes.upperBound), .string(source.rawValue),
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
