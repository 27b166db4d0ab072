import ArgumentParser
import Tingfeng
import TingfengServer
import TingfengStore

/// `serve`: the HTTP interface and the page 今日.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "HTTP 服务与今日页面；接口见 /api/v1/openapi.json",
        discussion: "除 /healthz、/readyz、/version、/metrics 外都要令牌，由 tingfeng token add 生成。"
            + "收到 SIGTERM 或 SIGINT 时做完手上的请求再结束。"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(help: ArgumentHelp("监听地址（默认取配置，再默认 127.0.0.1:8710）", valueName: "address"))
    var listen: String?
    @Flag(help: "前面有加密的代理（nginx、Caddy）；只有这样才许监听别的地址") var behindProxy = false
    @Flag(help: "不接受写入") var readonly = false

    func run() async throws {
        let installation = try global.installation
        var options = Server.Options(
            listen: try address(installation),
            version: Version.text,
            clock: Clock.now
        )
        options.isBehindProxy = behindProxy
        options.isReadOnly = readonly
        let server = try Server(installation, options: options)
        let global = global
        try await server.run { address in
            global.note("正在监听 http://\(address)/", en: "Listening on http://\(address)/")
        }
    }

    private func address(_ installation: Installation) throws -> ListenAddress {
        guard let listen else { return installation.configuration.server.listen }
        guard let address = ListenAddress(listen) else {
            throw UsageError("监听地址 \(listen) 看不懂：请写 127.0.0.1:8710。")
        }
        return address
    }
}
