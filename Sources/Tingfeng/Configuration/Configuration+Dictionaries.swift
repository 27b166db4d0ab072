extension Configuration {
    /// Words of the city, beside the shipped dictionaries.
    public struct Dictionaries: Sendable, Equatable, Encodable {
        /// Word lists, one word a line.
        public var user: [ConfiguredPath] = []
        /// Tables of place names.
        public var places: [ConfiguredPath] = []
        /// Words that search takes for one another.
        public var synonyms: ConfiguredPath?

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable { case user, places, synonyms }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            user = try keys[.user]?.list { try $0.path() } ?? user
            places = try keys[.places]?.list { try $0.path() } ?? places
            synonyms = try keys[.synonyms]?.unlessNull { try $0.path() }
        }
    }
}
