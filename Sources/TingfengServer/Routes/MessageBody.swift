import Tingfeng

/// The messages in the body of a request: one object, an array, or one object a line.
///
/// They are read by the reader that `ingest` uses, in memory: what a citizen wrote is masked before
/// anything of it can reach a disk.
struct MessageBody {
    /// Messages and rejected rows in the order of the request.
    let rows: [ReadRow]
    /// Whether the body was one object, not a list.
    let isSingle: Bool

    /// - Throws: ``ServerError``, `JSONError` or `ReaderError` if the body as a whole is unreadable.
    init(_ bytes: [UInt8], type: MediaType, options: ReaderOptions) throws {
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw ServerError.badBody(field: nil, problem: "请求体是空的：应为留言的 JSON。")
        }
        // The reader would unpack gzip; what is accepted here is what the type says.
        guard !bytes.starts(with: [0x1F, 0x8B]) else {
            throw ServerError.unsupportedType("gzip", known: [MediaType.json.rawValue])
        }
        var lines = bytes
        isSingle = type == .json && bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
        if type == .json { lines = try Self.lines(bytes) }
        var options = options
        options.format = .jsonl
        options.encoding = .utf8
        var reader = try MessageReader(bytes: lines, name: Self.name, options: options)
        var rows: [ReadRow] = []
        try reader.read { rows.append($0) }
        self.rows = rows
    }

    /// Name of the batch, in place of a file's.
    static let name = "HTTP"

    /// The messages, if all rows are messages.
    ///
    /// - Throws: ``ServerError/unusable(field:problem:)`` for the first row that is none.
    func messages() throws(ServerError) -> [Message] {
        var messages: [Message] = []
        for row in rows {
            switch row {
            case .message(let message): messages.append(message)
            case .rejected(let row):
                throw .unusable(
                    field: isSingle ? row.column : "[\(row.row - 1)].\(row.column ?? "")",
                    problem: row.detail
                )
            }
        }
        return messages
    }

    /// Rewrites a document as lines: one object each.
    private static func lines(_ bytes: [UInt8]) throws -> [UInt8] {
        let document = try JSONValue(parsing: bytes, limits: .init(bytes: bytes.count))
        let objects = document.array ?? [document]
        if objects.isEmpty { throw ServerError.badBody(field: nil, problem: "数组是空的：没有留言。") }
        var lines: [UInt8] = []
        for (index, object) in objects.enumerated() {
            guard case .object = object else {
                throw ServerError.badBody(
                    field: document.array == nil ? nil : "[\(index)]",
                    problem: "应为一个 JSON 对象（一条留言）。"
                )
            }
            lines += object.serialized().utf8
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }
}
