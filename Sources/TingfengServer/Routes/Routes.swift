import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Tingfeng

/// Binds endpoints to what answers them; every request passes the gate first.
struct Routes {
    typealias Handler = @Sendable (Call) async throws -> Reply

    let router: Router<BasicRequestContext>
    let gate: Gate
    let bodyLimit: ByteSize
    /// Endpoints in the order in which they were bound: what the OpenAPI document lists.
    private(set) var bound: [Endpoint] = []

    init(_ router: Router<BasicRequestContext>, gate: Gate, bodyLimit: ByteSize) {
        self.router = router
        self.gate = gate
        self.bodyLimit = bodyLimit
    }

    /// Answers an endpoint in each of its formats.
    mutating func on(_ endpoint: Endpoint, _ handler: @escaping Handler) {
        bound.append(endpoint)
        let (gate, bodyLimit) = (gate, bodyLimit)
        for format in endpoint.formats {
            router.on(RouterPath(endpoint.path(in: format)), method: endpoint.method) {
                request,
                context in
                let caller = try gate.admit(request, to: endpoint)
                let call = try Call(
                    request,
                    endpoint,
                    format: format,
                    caller: caller,
                    id: Self.id(context.parameters.get("id") ?? ""),
                    bodyLimit: bodyLimit
                )
                return Response(EntityTag.tag(try await handler(call), for: request))
            }
        }
    }

    /// Answers a page; who is not logged in gets `login` instead of an error.
    mutating func onPage(_ endpoint: Endpoint, login: Reply, _ handler: @escaping Handler) {
        bound.append(endpoint)
        let (gate, bodyLimit) = (gate, bodyLimit)
        router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
            do {
                let caller = try gate.admit(request, to: endpoint)
                let call = try Call(
                    request,
                    endpoint,
                    format: .json,
                    caller: caller,
                    id: Self.id(context.parameters.get("id") ?? ""),
                    bodyLimit: bodyLimit
                )
                return Response(EntityTag.tag(try await handler(call), for: request))
            } catch ServerError.unauthorized {
                return Response(login)
            }
        }
    }

    /// Answers an endpoint with rows.
    mutating func onList(
        _ endpoint: Endpoint,
        _ handler: @escaping @Sendable (Call) async throws -> Listing
    ) {
        on(endpoint) { call in try await handler(call).reply(as: call.format) }
    }

    /// The router splits the path as it came, so that an id may hold an escaped "/".
    private static func id(_ text: String) -> String {
        text.removingPercentEncoding ?? text
    }
}
