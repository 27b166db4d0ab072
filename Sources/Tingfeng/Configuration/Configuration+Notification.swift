extension Configuration {
    /// Where alerts are sent.
    public struct Notification: Sendable, Equatable {
        /// The kinds of receivers; addresses and secrets stand in environment variables.
        public enum Target: Sendable, Equatable {
            /// Alertmanager webhook v4; `secretEnv` names the key of the HMAC header.
            case webhook(urlEnv: String, secretEnv: String?)
            /// The root of an Alertmanager, which is told by `/api/v2/alerts`.
            case alertmanager(urlEnv: String)
            /// One JSON file per notification.
            case file(folder: ConfiguredPath)
        }

        /// Receiver of the alerts.
        public var target: Target
        /// Less serious alerts are not sent.
        public var minSeverity = Severity.warning

        /// Creates a receiver.
        public init(_ target: Target, minSeverity: Severity = .warning) {
            self.target = target
            self.minSeverity = minSeverity
        }

        /// What the outbox calls the receiver; no two of a configuration are equal.
        public var receiver: String {
            switch target {
            case .webhook(let urlEnv, _): "webhook:\(urlEnv)"
            case .alertmanager(let urlEnv): "alertmanager:\(urlEnv)"
            case .file(let folder): "file:\(folder.written)"
            }
        }

        private enum Form: String, CaseIterable { case webhook, alertmanager, file }

        enum WebhookKey: String, CaseIterable {
            case type
            case urlEnv = "url_env"
            case secretEnv = "secret_env"
            case minSeverity = "min_severity"
        }

        enum AlertmanagerKey: String, CaseIterable {
            case type
            case urlEnv = "url_env"
            case minSeverity = "min_severity"
        }

        enum FileKey: String, CaseIterable {
            case type, dir
            case minSeverity = "min_severity"
        }

        init(_ value: YAMLValue) throws {
            switch try Self.form(of: value) {
            case .webhook: try self.init(webhook: value)
            case .alertmanager: try self.init(alertmanager: value)
            case .file: try self.init(file: value)
            }
        }

        /// Reads the receivers; the outbox tells them apart by what they are called.
        static func list(_ value: YAMLValue) throws -> [Notification] {
            var receivers: Set<String> = []
            return try value.list { entry in
                let found = try Notification(entry)
                guard receivers.insert(found.receiver).inserted else {
                    throw entry.failure(.contradiction("与前面的接收方 \(found.receiver) 相同"))
                }
                return found
            }
        }

        private static func form(of value: YAMLValue) throws -> Form {
            guard let type = try value.pairs().first(where: { $0.name == "type" }) else {
                throw value.failure(.missingKey, missing: "type")
            }
            return try type.value.choice()
        }

        private init(webhook value: YAMLValue) throws {
            let secret = "secret_env（值为环境变量名）"
            let keys = try value.keys(
                WebhookKey.self,
                refusing: [
                    "url": "url_env（值为环境变量名）", "key": secret, "secret": secret,
                    "token": secret, "password": secret,
                ]
            )
            target = .webhook(
                urlEnv: try keys.required(.urlEnv).environmentName(),
                secretEnv: try keys[.secretEnv]?.unlessNull { try $0.environmentName() }
            )
            minSeverity = try keys[.minSeverity]?.choice() ?? minSeverity
        }

        private init(alertmanager value: YAMLValue) throws {
            let keys = try value.keys(
                AlertmanagerKey.self,
                refusing: ["url": "url_env（值为环境变量名）"]
            )
            target = .alertmanager(urlEnv: try keys.required(.urlEnv).environmentName())
            minSeverity = try keys[.minSeverity]?.choice() ?? minSeverity
        }

        private init(file value: YAMLValue) throws {
            let keys = try value.keys(FileKey.self)
            target = .file(folder: try keys.required(.dir).path())
            minSeverity = try keys[.minSeverity]?.choice() ?? minSeverity
        }
    }
}

extension YAMLValue {
    /// Reads the name of an environment variable.
    ///
    /// The error does not repeat a value such as a URL: it may be a secret.
    fileprivate func environmentName() throws -> String {
        let name = try text("环境变量名")
        let isName = name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte)
        }
        guard isName, let first = name.utf8.first, !(48...57).contains(first) else {
            throw failure(.badValue(found: "…", expected: "环境变量名，例如 TF_HOOK"))
        }
        return name
    }
}
