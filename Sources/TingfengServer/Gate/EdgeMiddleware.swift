import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The outermost step of every request: turns errors into answers, counts, logs one line, and adds
/// the headers that tell browsers to be careful.
///
/// What is logged holds no path, query or text: those may name people.
struct EdgeMiddleware<Context: RequestContext>: RouterMiddleware {
    let metrics: ServerMetrics

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let answer = ErrorResponse(error)
            if answer.status.code >= 500 { log(error, answer, context) }
            response = Response(answer.reply)
        }
        Self.addSafetyHeaders(&response)
        let seconds = Self.seconds(since: start)
        let path = context.coreContext.endpointPath.value ?? "NotFound"
        metrics.count(
            method: request.method.rawValue,
            path: path,
            status: response.status.code,
            seconds: seconds
        )
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(path)",
                "status": "\(response.status.code)", "ms": "\(Int(seconds * 1_000))",
            ]
        )
        return response
    }

    /// The database's own sentence is for the log alone.
    private func log(_ error: any Error, _ answer: ErrorResponse, _ context: Context) {
        context.logger.error(
            "failed",
            metadata: ["code": "\(answer.code)", "error": "\(error)"]
        )
    }

    private static func addSafetyHeaders(_ response: inout Response) {
        let fields = [
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ]
        for (name, value) in fields { response.set(name, value) }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let parts = start.duration(to: .now).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}

extension Response {
    /// A response of the server's own kind.
    init(_ reply: Reply) {
        self.init(
            status: reply.status,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        )
        set("Content-Type", reply.type.header)
        for (name, value) in reply.headers { set(name, value) }
    }

    mutating func set(_ name: String, _ value: String) {
        guard let name = HTTPFields.Element.Name(name) else { return }
        headers[name] = value
    }
}
