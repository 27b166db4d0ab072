import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Tingfeng
import TingfengStore

/// One request that passed the gate: who asks, and for what.
struct Call: Sendable {
    let endpoint: Endpoint
    let format: ReplyFormat
    /// `nil` at open endpoints.
    let caller: Caller?
    let query: QueryValues
    /// The varying part of the path, decoded.
    let id: String
    let bodyLimit: ByteSize
    private let request: Request

    init(
        _ request: Request,
        _ endpoint: Endpoint,
        format: ReplyFormat,
        caller: Caller?,
        id: String,
        bodyLimit: ByteSize
    ) throws(ServerError) {
        self.request = request
        self.endpoint = endpoint
        self.format = format
        self.caller = caller
        self.id = id
        self.bodyLimit = bodyLimit
        query = try QueryValues(FormPairs.parse(request.uri.query ?? ""), for: endpoint)
    }

    func header(_ name: String) -> String? { request.header(name) }

    func cookie(_ name: String) -> String? { request.cookies[name]?.value }

    /// The type of the body; one without `Content-Type` is JSON.
    func bodyType() throws(ServerError) -> MediaType {
        guard let header = header("Content-Type") else { return .json }
        let name = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        if let type = endpoint.bodies.first(where: { $0.rawValue == name }) { return type }
        // curl's --data names forms where JSON is meant.
        if name == MediaType.form.rawValue, endpoint.bodies.contains(.json) { return .json }
        throw .unsupportedType(name, known: endpoint.bodies.map(\.rawValue))
    }

    /// The whole body in memory.
    ///
    /// - Throws: ``ServerError/bodyTooLarge(limit:)`` as soon as it is known to be too long.
    func body() async throws -> [UInt8] {
        if let length = header("Content-Length").flatMap(Int.init), length > bodyLimit.bytes {
            throw ServerError.bodyTooLarge(limit: bodyLimit)
        }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= bodyLimit.bytes else {
                throw ServerError.bodyTooLarge(limit: bodyLimit)
            }
            bytes += part.readableBytesView
        }
        return bytes
    }
}

extension Request {
    /// A header field by a name that has no constant.
    func header(_ name: String) -> String? {
        HTTPFields.Element.Name(name).flatMap { headers[$0] }
    }
}
