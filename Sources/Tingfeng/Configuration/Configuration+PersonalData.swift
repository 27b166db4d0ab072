public import TingfengText

extension Configuration {
    /// What is masked before anything is written, and the key for caller hashes.
    public struct PersonalData: Sendable, Equatable {
        /// In the order of `MaskedSpan.Kind`, each once.
        public var mask = MaskedSpan.Kind.allCases
        /// None means the file that `init` writes beside the database.
        public var hashKeyFile: ConfiguredPath?

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case mask
            case hashKeyFile = "hash_key_file"
        }

        init(_ value: YAMLValue) throws {
            let instead = "hash_key_file（密钥另存一个权限 0600 的文件）"
            let keys = try value.keys(Key.self, refusing: ["key": instead, "hash_key": instead])
            mask = try keys[.mask].map(Self.kinds) ?? mask
            hashKeyFile = try keys[.hashKeyFile]?.unlessNull { try $0.path() }
        }

        private static func kinds(_ value: YAMLValue) throws -> [MaskedSpan.Kind] {
            let chosen = Set(try value.list { try $0.choice(of: MaskedSpan.Kind.self) })
            return MaskedSpan.Kind.allCases.filter(chosen.contains)
        }
    }
}
