import ArgumentParser
import Tingfeng
import TingfengStore

/// `token`: who may use the HTTP interface.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "HTTP 接口的令牌：生成、列出、吊销",
        subcommands: [Add.self, List.self, Revoke.self]
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "生成一个令牌；只显示这一次，库中只存散列"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("名称，不可重复", valueName: "name")) var name: String
        @Option(help: "角色，决定能用哪些接口")
        var role = AccessToken.Role.viewer
        @Option(help: ArgumentHelp("有效期，例如 90d；不写则不过期", valueName: "span")) var expires: String?

        func run() throws {
            let store = try global.installation.store()
            guard try store.token(named: name) == nil else {
                throw UsageError("已有名为 \(name) 的令牌：请换一个名称，吊销过的名称也不能再用。")
            }
            let now = Clock.now()
            let expiry = try expires.map { try Self.span($0) }.map { now + $0 }
            let secret = try store.addToken(name: name, role: role, expiresAt: expiry, now: now)
            global.note("令牌只显示这一次，请妥善保存。", en: "The token is shown only this once; keep it safe.")
            global.print(
                OutputRecord([
                    OutputField("name", zh: "名称", en: "Name", .string(name)),
                    OutputField("role", zh: "角色", en: "Role", .string(role.rawValue)),
                    OutputField("token", zh: "令牌", en: "Token", .string(secret)),
                ])
            )
        }

        private static func span(_ text: String) throws -> Int64 {
            guard let span = TimeSpan(text) else {
                throw UsageError("有效期 \(text) 看不懂：请写 90d 或 1y。")
            }
            return span.seconds
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出令牌，不含其内容")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

        func run() throws {
            let installation = try global.installation
            let tokens = try installation.store().tokens()
            if tokens.isEmpty {
                global.note(
                    "还没有令牌：用 tingfeng token add 生成。",
                    en: "No tokens yet: make one with tingfeng token add."
                )
            }
            global.print(Self.table(tokens, installation.time))
        }

        private static func table(_ tokens: [AccessToken], _ time: LocalTime) -> OutputTable {
            let moment = { (moment: Int64?) in
                moment.map { OutputValue.time($0, offset: time.offset(at: $0)) } ?? .null
            }
            return OutputTable(
                columns: [
                    OutputColumn("name", zh: "名称", en: "Name"),
                    OutputColumn("role", zh: "角色", en: "Role"),
                    OutputColumn("created_at", zh: "生成", en: "Created"),
                    OutputColumn("expires_at", zh: "到期", en: "Expires"),
                    OutputColumn("revoked_at", zh: "吊销", en: "Revoked"),
                ],
                rows: tokens.map { token in
                    [
                        .string(token.name), .string(token.role.rawValue), moment(token.createdAt),
                        moment(token.expiresAt), moment(token.revokedAt),
                    ]
                }
            )
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "吊销一个令牌，立即生效"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("名称", valueName: "name")) var name: String

        func run() throws {
            guard try global.installation.store().revokeToken(name: name, now: Clock.now()) else {
                throw UsageError("没有名为 \(name) 的有效令牌：用 tingfeng token list 查看。")
            }
            global.note("令牌 \(name) 已吊销。", en: "The token \(name) is revoked.")
        }
    }
}
