import Tingfeng

/// What the server itself refuses, each with its remedy.
enum ServerError: Error, Equatable, Sendable {
    /// No token, or none that is known, valid and not revoked: which, nobody is told.
    case unauthorized
    case forbidden(role: String, allowed: [String])
    case readOnly
    case badParameter(String, value: String, expected: String)
    case unknownParameter(String, known: [String])
    /// A body that cannot be read; `field` is the path to the culprit.
    case badBody(field: String?, problem: String)
    case unsupportedType(String, known: [String])
    case bodyTooLarge(limit: ByteSize)
    case notFound(String)
    case noSuchPath
    case ambiguousMessage(id: String, sources: [String])
    /// An idempotency key that came with another body before.
    case keyReused
    /// Well-formed but of no use.
    case unusable(field: String?, problem: String)
    case tooManyRequests(retryAfter: Int)
    case busy
}

extension ServerError: CustomStringConvertible {
    var description: String {
        switch self {
        case .unauthorized: "需要有效的令牌。"
        case .forbidden(let role, _): "角色 \(role) 不能用这个接口。"
        case .readOnly: "服务以 --readonly 启动，不接受写入。"
        case .badParameter(let name, let value, let expected):
            "参数 \(name) 的值“\(value)”不对：应为 \(expected)。"
        case .unknownParameter(let name, _): "没有参数 \(name)。"
        case .badBody(let field, let problem), .unusable(let field, let problem):
            field.map { "\($0)：\(problem)" } ?? problem
        case .unsupportedType(let type, _): "不接受 Content-Type “\(type)”。"
        case .bodyTooLarge(let limit): "请求体超过上限 \(limit)。"
        case .notFound(let what): "没有\(what)。"
        case .noSuchPath: "没有这个路径。"
        case .ambiguousMessage(let id, let sources):
            "编号 \(id) 在 \(sources.count) 个来源中都有：\(sources.joined(separator: "、"))。"
        case .keyReused: "这个 Idempotency-Key 已用于另一个请求体。"
        case .tooManyRequests(let seconds): "请求过于频繁，请 \(seconds) 秒后再试。"
        case .busy: "正在写入的请求太多，请稍后重试。"
        }
    }

    /// What to do, where the sentence does not say it.
    var hint: String? {
        switch self {
        case .unauthorized:
            "请求头写 Authorization: Bearer <令牌>；令牌由 tingfeng token add 生成。"
        case .forbidden(_, let allowed): "可用的角色：\(allowed.joined(separator: "、"))。"
        case .readOnly: "请向不带 --readonly 的服务发送。"
        case .unknownParameter(_, let known):
            known.isEmpty ? "这个接口没有参数。" : "可用的参数：\(known.joined(separator: "、"))。"
        case .unsupportedType(_, let known): "可用的类型：\(known.joined(separator: "、"))。"
        case .bodyTooLarge: "请分批发送，或调大配置 server.max_body。"
        case .noSuchPath: "接口列表见 /api/v1/openapi.json。"
        case .ambiguousMessage(let id, let sources): "请写作 \(sources.first ?? ""):\(id)。"
        case .keyReused: "请为新的内容换一个键；重发同一内容才用同一个键。"
        case .badParameter, .badBody, .unusable, .notFound, .tooManyRequests, .busy:
            nil
        }
    }
}
