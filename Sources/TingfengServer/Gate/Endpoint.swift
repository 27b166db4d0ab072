import HTTPTypes
import Hummingbird
import TingfengStore

/// One endpoint: its path, who may call it, and what it takes (接口).
///
/// Router, access check, parameter check and OpenAPI document all read this description, so they
/// cannot differ.
struct Endpoint: Sendable, Equatable {
    /// Who may call an endpoint.
    enum Access: Sendable, Equatable {
        /// Anybody, without a token.
        case open
        case roles(Set<AccessToken.Role>)
    }

    /// What an endpoint answers with.
    enum Answer: Sendable, Equatable {
        /// Rows, as JSON and, with a suffix, as CSV and JSON Lines.
        case list
        /// One JSON object.
        case record
        /// Text of another type.
        case text(MediaType)
    }

    /// Name of the operation, unique.
    let name: String
    let method: HTTPRequest.Method
    /// Path with `{id}` for what varies.
    let path: String
    let access: Access
    let summary: String
    var parameters: [Parameter] = []
    var result = Answer.record
    /// Types that a request body may have; empty for none.
    var bodies: [MediaType] = []
    /// Whether it changes the database, and is off with `--readonly`.
    var isWriting = false
    /// Whether it belongs to the pages for people, not to the documented interface.
    var isPage = false

    /// Formats in which the answer can be had.
    var formats: [ReplyFormat] { result == .list ? ReplyFormat.allCases : [.json] }

    /// The path of a format: `/api/v1/hot.csv`.
    func path(in format: ReplyFormat) -> String { path + format.suffix }
}

/// The form of a list, chosen by the suffix of the path.
enum ReplyFormat: String, Sendable, CaseIterable {
    case json, csv, jsonl

    var suffix: String { self == .json ? "" : "." + rawValue }

    var mediaType: MediaType {
        switch self {
        case .json: .json
        case .csv: .csv
        case .jsonl: .jsonLines
        }
    }
}

/// Types of request and response bodies.
enum MediaType: String, Sendable {
    case json = "application/json"
    case jsonLines = "application/x-ndjson"
    case csv = "text/csv"
    case html = "text/html"
    case svg = "image/svg+xml"
    case plain = "text/plain"
    case prometheus = "text/plain; version=0.0.4"
    case form = "application/x-www-form-urlencoded"

    /// The value of `Content-Type`; all text is UTF-8.
    var header: String {
        switch self {
        case .json, .jsonLines, .svg, .form: rawValue
        case .csv, .html, .plain, .prometheus: rawValue + "; charset=utf-8"
        }
    }
}
