import GRDB

/// The FTS5 tokenizer of `message_text`: it only decodes the stream that `IndexTerms` wrote.
///
/// Words are cut before the text reaches SQLite, on several threads and by the same code for
/// documents and queries; see https://www.sqlite.org/fts5.html#custom_tokenizers for the protocol.
final class IndexTermDecoder: FTS5CustomTokenizer {
    static let name = "tingfeng"

    init(db: Database, arguments: [String]) throws {}

    func tokenize(
        context: UnsafeMutableRawPointer?,
        tokenization: FTS5Tokenization,
        pText: UnsafePointer<CChar>?,
        nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let pText else { return 0 }
        var at = 0
        let end = Int(nText)
        while at < end {
            // Lead byte 1: a new position; 2: the position of the term before (FTS5_TOKEN_COLOCATED).
            let flags: CInt = pText[at] == 2 ? 1 : 0
            var close = at + 1
            while close < end, pText[close] != 1, pText[close] != 2 { close += 1 }
            let status = tokenCallback(
                context,
                flags,
                pText + at + 1,
                CInt(close - at - 1),
                CInt(at),
                CInt(close)
            )
            if status != 0 { return status }
            at = close
        }
        return 0
    }
}
