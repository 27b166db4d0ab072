extension Configuration {
    /// The HTTP server.
    public struct Server: Sendable, Equatable {
        /// What a bearer token may do; the raw value is what the user writes.
        public enum Role: String, Sendable, CaseIterable {
            case viewer, analyst, `operator`, ingester, researcher, admin
        }

        /// This machine only, unless a proxy stands before it.
        public var listen = ListenAddress(host: "127.0.0.1", port: 8710)
        /// Requests per token; a role without a rate is not limited.
        public var rateLimit: [Role: Rate] = [
            .viewer: Rate(60, per: .minute), .ingester: Rate(600, per: .minute),
        ]
        /// Largest request body.
        public var maxBody = ByteSize.mebibytes(32)

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case listen
            case rateLimit = "rate_limit"
            case maxBody = "max_body"
        }

        init(_ value: YAMLValue) throws {
            let instead = "命令 tingfeng token"
            let keys = try value.keys(
                Key.self,
                refusing: [
                    "token": instead, "tokens": instead, "key": instead, "password": instead,
                ]
            )
            listen = try keys[.listen]?.parsed() ?? listen
            maxBody = try keys[.maxBody]?.parsed() ?? maxBody
            guard let limits = try keys[.rateLimit]?.keys(Role.self) else { return }
            for role in Role.allCases {
                rateLimit[role] =
                    try limits[role]?.unlessNull { try $0.parsed() }
                    ?? (limits[role] == nil ? rateLimit[role] : nil)
            }
        }
    }
}
