import Tingfeng

/// The members of a JSON object in a request, read with errors that name them.
struct RequestObject: Sendable {
    private let json: JSONValue

    /// Reads the body of a call; an absent one is an object without members where that may be.
    init(_ call: Call, mayBeEmpty: Bool = false) async throws {
        _ = try call.bodyType()
        let bytes = try await call.body()
        if mayBeEmpty, bytes.isEmpty {
            json = .object([])
            return
        }
        json = try JSONValue(parsing: bytes)
        guard json.members != nil else {
            throw ServerError.badBody(field: nil, problem: "应为一个 JSON 对象。")
        }
    }

    /// A text of at most 1,000 bytes, if there is one.
    func text(_ field: String) throws(ServerError) -> String? {
        guard let value = json[field], value != .null else { return nil }
        guard let text = value.string, text.utf8.count <= 1_000 else {
            throw .badBody(field: field, problem: "应为至多 1000 字节的文字。")
        }
        return text
    }

    /// A text that must be there and say something.
    func required(_ field: String) throws(ServerError) -> String {
        guard let text = try text(field), text.contains(where: { !$0.isWhitespace }) else {
            throw .badBody(field: field, problem: "应为 1 至 1000 字节的文字。")
        }
        return text
    }

    /// A whole number within bounds, if there is one.
    func integer(_ field: String, in range: ClosedRange<Int>) throws(ServerError) -> Int? {
        guard let value = json[field], value != .null else { return nil }
        guard let number = value.int, range.contains(number) else {
            throw .badBody(
                field: field,
                problem: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数。"
            )
        }
        return number
    }

    /// One of the known texts, if there is one.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String,
        as type: Choice.Type
    ) throws(ServerError) -> Choice? {
        guard let text = try text(field) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: "、")
            throw .badBody(field: field, problem: "应为 \(known) 之一。")
        }
        return choice
    }
}
