import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
public import Tingfeng
public import TingfengStore
import UnixSignals

/// The HTTP server of one installation (服务): PRODUCT §5.4 and the page 今日.
///
///     let server = try Server(installation, options: Server.Options(version: "1.0.0"))
///     try await server.run { address in print("listening on", address) }
public struct Server: Sendable {
    /// How to serve.
    public struct Options: Sendable {
        /// Where to listen; port 0 lets the system choose.
        public var listen: ListenAddress
        /// Whether something before this server encrypts; only then may others reach it.
        public var isBehindProxy = false
        /// Whether messages and detection runs are refused.
        public var isReadOnly = false
        /// Version that `/version` tells.
        public var version: String
        /// Seconds since 1970.
        public var clock: @Sendable () -> Int64

        /// Options of a server on this machine alone.
        public init(
            listen: ListenAddress,
            version: String,
            clock: @escaping @Sendable () -> Int64
        ) {
            self.listen = listen
            self.version = version
            self.clock = clock
        }
    }

    private let options: Options
    private let engine: Engine

    /// Opens the database and the models of an installation.
    ///
    /// - Throws: an error whose description says why the address is refused, or what is missing.
    public init(_ installation: Installation, options: Options) throws {
        guard options.listen.isLoopback || options.isBehindProxy else {
            throw ListenError(address: options.listen)
        }
        self.options = options
        engine = try Engine(installation, version: options.version, clock: options.clock)
    }

    /// Serves until SIGTERM, SIGINT or cancellation; requests under way are finished first.
    ///
    /// `onListening` is told the address, with the port that the system chose for port 0.
    public func run(onListening: @escaping @Sendable (ListenAddress) async -> Void) async throws {
        try await services(onListening).run()
    }

    /// The services, not yet running.
    func services(
        _ onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) throws -> ServiceGroup {
        let logger = Logger(label: "tingfeng") { StreamLogHandler.standardError(label: $0) }
        let application = Application(
            router: try Self.router(engine, options),
            configuration: ApplicationConfiguration(
                address: .hostname(options.listen.host, port: options.listen.port)
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? options.listen.port
                await onListening(ListenAddress(host: options.listen.host, port: port))
            },
            logger: logger
        )
        var all: [any Service] = [JobService(book: engine.jobs), application]
        if !options.isReadOnly, let delivery = try DeliveryService(engine, logger: logger) {
            all.insert(delivery, at: 1)
        }
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: all.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
    }

    /// Binds all endpoints.
    static func router(
        _ engine: Engine,
        _ options: Options
    ) throws -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: EdgeMiddleware(metrics: engine.metrics))
        let settings = engine.installation.configuration.server
        let gate = Gate(
            store: engine.store,
            rates: settings.rateLimit,
            isReadOnly: options.isReadOnly,
            clock: options.clock
        )
        var routes = Routes(router, gate: gate, bodyLimit: settings.maxBody)
        HealthRoutes(engine: engine).bind(&routes)
        MessageRoutes(engine: engine).bind(&routes)
        HotRoutes(engine: engine).bind(&routes)
        MatterRoutes(engine: engine).bind(&routes)
        RepeatRoutes(engine: engine).bind(&routes)
        AlertRoutes(engine: engine).bind(&routes)
        AlertHandlingRoutes(engine: engine).bind(&routes)
        SilenceRoutes(engine: engine).bind(&routes)
        RuleRoutes(engine: engine).bind(&routes)
        ReplayRoutes(engine: engine).bind(&routes)
        TextRoutes(engine: engine).bind(&routes)
        try PageRoutes(engine: engine, gate: gate, isSecure: options.isBehindProxy).bind(&routes)
        HealthRoutes.bindDocument(&routes, version: options.version)
        return router
    }
}

/// An address that others than this machine can reach, without a proxy that encrypts.
public struct ListenError: Error, Equatable, CustomStringConvertible {
    let address: ListenAddress

    /// One Chinese sentence with the remedy.
    public var description: String {
        "拒绝监听 \(address)：听风不加密传输，请放在 nginx 或 Caddy 之后并加 --behind-proxy，"
            + "或改为监听 127.0.0.1。"
    }
}
