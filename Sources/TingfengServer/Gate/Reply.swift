import HTTPTypes
import Hummingbird
import Tingfeng

/// What a handler answers: bytes of one type.
struct Reply: Sendable {
    var status = HTTPResponse.Status.ok
    var type: MediaType
    var body: [UInt8]
    /// Further header fields in order.
    var headers: [(String, String)] = []

    init(_ text: String, type: MediaType, status: HTTPResponse.Status = .ok) {
        self.type = type
        self.status = status
        body = Array(text.utf8)
    }

    /// Compact JSON with a line feed at its end, so that a terminal's prompt keeps its line.
    init(json: JSONValue, status: HTTPResponse.Status = .ok) {
        self.init(json.serialized() + "\n", type: .json, status: status)
    }

    /// Sends a browser elsewhere after a form.
    init(redirectTo path: String) {
        self.init("", type: .plain, status: .seeOther)
        headers = [("Location", path)]
    }
}

/// Rows of a list with what stands around them in JSON.
struct Listing: Sendable {
    var table: OutputTable
    /// Members before the rows.
    var head: [JSONMember] = []
    /// Cursor of the page after this one; lists without pages have none.
    var next: String?
    var isPaged = false

    /// JSON: an object with `rows` and, with pages, `next`; otherwise the rows alone, the cursor
    /// in a header.
    func reply(as format: ReplyFormat) -> Reply {
        guard format == .json else {
            let text = table.rendered(as: format == .csv ? .csv : .jsonl)
            var reply = Reply(text, type: format.mediaType)
            if let next { reply.headers.append(("Tingfeng-Next", next)) }
            return reply
        }
        var members = head + [JSONMember("rows", table.json)]
        if isPaged { members.append(JSONMember("next", next.map(JSONValue.string) ?? .null)) }
        return Reply(json: .object(members))
    }
}
