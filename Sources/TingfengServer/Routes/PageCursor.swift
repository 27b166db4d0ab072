import Foundation
import Tingfeng

/// Where a page of a list begins: a moment and how many rows to pass over.
///
/// The moment is part of it, so that messages that arrive between two pages move no row from one
/// to the other.
struct PageCursor: Equatable {
    let asOf: Int64
    let offset: Int
    /// Of the parameters that the pages share.
    private let fingerprint: String

    /// Rows beyond which nobody pages; SQLite passes over them one by one.
    private static let most = 100_000

    init(asOf: Int64, offset: Int, of call: Call) {
        self.asOf = asOf
        self.offset = offset
        fingerprint = Self.fingerprint(call)
    }

    /// - Throws: ``ServerError`` if the text is no cursor, or one of another search.
    init(_ text: String, of call: Call) throws(ServerError) {
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        let standard = padded.replacing("-", with: "+").replacing("_", with: "/")
        let decoded = Data(base64Encoded: standard).map { String(decoding: $0, as: UTF8.self) }
        let parts = (decoded ?? "").split(separator: ".")
        guard parts.count == 3, let asOf = Int64(parts[0]), let offset = Int(parts[1]),
            (0...Self.most).contains(offset), parts[2] == Self.fingerprint(call)
        else {
            throw .badParameter("cursor", value: text, expected: "同一查询上一页给出的 next")
        }
        self.asOf = asOf
        self.offset = offset
        fingerprint = String(parts[2])
    }

    /// URL-safe base64 without padding.
    var text: String {
        let data = Data("\(asOf).\(offset).\(fingerprint)".utf8)
        return data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private static func fingerprint(_ call: Call) -> String {
        let shared = call.query.canonical(without: ["cursor", "limit", "as_of"])
        return String(Digest.hex(Digest.sha256(Array(shared.utf8))).prefix(12))
    }
}
