import HTTPTypes
import Hummingbird
import HummingbirdCore
import Tingfeng

/// Marks an answer by the hash of its bytes, and spares a client that has it already (`ETag`).
enum EntityTag {
    /// Returns the answer with its tag, or 304 if the request names that tag.
    static func tag(_ reply: Reply, for request: Request) -> Reply {
        guard reply.status == .ok, request.method == .get else { return reply }
        let tag = "\"\(Digest.hex(Digest.sha256(reply.body)).prefix(32))\""
        var tagged = reply
        tagged.headers.append(("ETag", tag))
        tagged.headers.append(("Cache-Control", "private, no-cache"))
        guard let known = request.header("If-None-Match"), matches(known, tag) else {
            return tagged
        }
        tagged.status = .notModified
        tagged.body = []
        return tagged
    }

    /// `"a", W/"b"` or `*` (RFC 9110 §13.1.2).
    private static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            let name = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let text = String(name)
            return text == "*" || text == tag || text == "W/" + tag
        }
    }
}
