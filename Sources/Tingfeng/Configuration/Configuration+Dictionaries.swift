import TingfengText

extension Configuration {
    /// Words of the city, beside the shipped dictionaries.
    public struct Dictionaries: Sendable, Equatable, Encodable {
        /// Where the words come from that search takes for one another.
        public enum SynonymTable: Sendable, Equatable, Encodable {
            case none
            /// The shipped table.
            case shipped
            /// A file of one's own.
            case file(ConfiguredPath)

            /// Encodes what the file says: `none`, `cn` or a path.
            public func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .none: try container.encodeNil()
                case .shipped: try container.encode("cn")
                case .file(let path): try container.encode(path)
                }
            }
        }

        /// Word lists, one word a line.
        public var user: [ConfiguredPath] = []
        /// Tables of place names.
        public var places: [ConfiguredPath] = []
        /// Words that search takes for one another.
        public var synonyms = SynonymTable.none

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable { case user, places, synonyms }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            user = try keys[.user]?.list { try $0.path() } ?? user
            places = try keys[.places]?.list { try $0.path() } ?? places
            synonyms = try keys[.synonyms]?.unlessNull(Self.synonyms) ?? synonyms
        }

        private static func synonyms(_ value: YAMLValue) throws -> SynonymTable {
            try value.text("null、cn 或文件路径") == "cn" ? .shipped : .file(value.path())
        }
    }
}

extension Configuration.Dictionaries.SynonymTable {
    /// Reads the table.
    func synonyms(_ resources: Resources, _ normalizer: Normalizer) throws -> Synonyms {
        switch self {
        case .none: Synonyms()
        case .shipped:
            try Synonyms(
                contentsOf: resources.path("dictionaries/synonyms.txt"),
                normalizer: normalizer
            )
        case .file(let path): try Synonyms(contentsOf: path.path, normalizer: normalizer)
        }
    }
}
