import GRDB
import TingfengText

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
        let separator = CChar(IndexTerms.separator)
        var start = 1
        while start <= nText {
            var end = start
            while end < nText, pText[end] != separator { end += 1 }
            let status = tokenCallback(
                context,
                0,
                pText + start,
                CInt(end - start),
                CInt(start),
                CInt(end)
            )
            if status != 0 { return status }
            start = end + 1
        }
        return 0
    }
}
