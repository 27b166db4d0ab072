import HTTPTypes
import Hummingbird
import Tingfeng
import TingfengStore

/// What went wrong, as a status and `{"error":{"code","message","hint"}}`.
///
/// The only place where errors become HTTP statuses (PRODUCT §5.4). Sentences of the database are
/// not passed on: they name paths of the machine.
struct ErrorResponse {
    let status: HTTPResponse.Status
    /// Short and fixed, also the label of a log line.
    let code: String
    let message: String
    var hint: String?
    var retryAfter: Int?

    init(_ error: any Error) {
        switch error {
        case let error as ServerError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as MatterError: self.init(error)
        case let error as SearchError: self.init(.badRequest, "bad_query", "\(error)")
        case let error as JSONError: self.init(.badRequest, "bad_json", "\(error)")
        case let error as ReaderError: self.init(error)
        case let error as any HTTPResponseError where error.status == .notFound:
            self.init(ServerError.noSuchPath)
        case let error as any HTTPResponseError where error.status.code < 500:
            self.init(error.status, "bad_request", "请求有误：\(error.status.reasonPhrase)。")
        default:
            self.init(
                .internalServerError,
                "internal",
                "服务器内部出错，已记入日志。",
                hint: "请联系管理员。"
            )
        }
    }

    private init(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ message: String,
        hint: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
    }

    private init(_ error: ServerError) {
        let (status, code) = Self.classify(error)
        self.init(status, code, error.description, hint: error.hint)
        switch error {
        case .tooManyRequests(let seconds): retryAfter = seconds
        case .busy: retryAfter = 1
        default: break
        }
    }

    private static func classify(_ error: ServerError) -> (HTTPResponse.Status, String) {
        switch error {
        case .unauthorized: (.unauthorized, "unauthorized")
        case .forbidden: (.forbidden, "forbidden")
        case .readOnly: (.forbidden, "read_only")
        case .badParameter: (.badRequest, "bad_parameter")
        case .unknownParameter: (.badRequest, "unknown_parameter")
        case .badBody: (.badRequest, "bad_body")
        case .unsupportedType: (.unsupportedMediaType, "unsupported_type")
        case .bodyTooLarge: (.contentTooLarge, "body_too_large")
        case .notFound, .noSuchPath: (.notFound, "not_found")
        case .ambiguousMessage: (.conflict, "ambiguous")
        case .keyReused: (.conflict, "key_reused")
        case .unusable: (.unprocessableContent, "unusable")
        case .tooManyRequests: (.tooManyRequests, "too_many_requests")
        case .busy: (.serviceUnavailable, "busy")
        }
    }

    /// The sentences of ``MatterError`` name commands; here only what is wrong is said.
    private init(_ error: MatterError) {
        switch error {
        case .unknown(let id):
            self.init(.notFound, "not_found", "没有事项 \(id)。")
        case .ambiguous(let id, let keys):
            self.init(
                .conflict,
                "ambiguous",
                "\(id) 可以是 \(keys.joined(separator: "、"))。",
                hint: "请写明来源：来源:编号。"
            )
        case .same(let id):
            self.init(.unprocessableContent, "unusable", "两个 ID 都指事项 \(id)，不用归并。")
        case .notAMember(let message, let matter):
            self.init(.unprocessableContent, "unusable", "留言 \(message) 不在事项 \(matter) 里。")
        case .founderStays(let message):
            self.init(
                .unprocessableContent,
                "unusable",
                "留言 \(message) 是事项的首条留言，不能拆出。",
                hint: "请改拆其余的留言。"
            )
        case .nothingToUndo(let id):
            self.init(.unprocessableContent, "unusable", "事项 \(id) 没有可撤销的归并或拆分。")
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .busy:
            self.init(.serviceUnavailable, "busy", "数据库正忙，请稍后重试。")
            retryAfter = 5
        case .diskFull:
            self.init(.serviceUnavailable, "disk_full", "磁盘已满，未写入的部分已回滚。")
        default:
            self.init(
                .internalServerError,
                "database",
                "数据库出错，已记入日志。",
                hint: "请联系管理员。"
            )
        }
    }

    /// The sentences of the reader speak of files and options; here the body is meant.
    private init(_ error: ReaderError) {
        switch error {
        case .missingColumn(_, let field, let headers):
            self.init(
                .unprocessableContent,
                "missing_field",
                "没有一条留言有必需的字段 \(field.rawValue)。",
                hint: "看到的字段：" + headers.prefix(40).joined(separator: "、") + "。"
            )
        case .notATable(_, let reason), .unreadable(_, let reason):
            self.init(.badRequest, "bad_body", "请求体读不出留言：\(reason)。")
        case .tooLargeUnpacked:
            self.init(.contentTooLarge, "body_too_large", "请求体解压后过大。")
        default:
            self.init(.badRequest, "bad_body", "请求体读不出留言。")
        }
    }

    var reply: Reply {
        let error: [JSONMember] = [
            JSONMember("code", .string(code)), JSONMember("message", .string(message)),
            JSONMember("hint", hint.map(JSONValue.string) ?? .null),
        ]
        var reply = Reply(json: .object([JSONMember("error", .object(error))]), status: status)
        if let retryAfter { reply.headers.append(("Retry-After", String(retryAfter))) }
        if status == .unauthorized { reply.headers.append(("WWW-Authenticate", "Bearer")) }
        return reply
    }
}
