extension Configuration {
    /// How long things are kept; `purge` deletes what is older.
    public struct Retention: Sendable, Equatable, Encodable {
        /// Messages with their labels and memberships.
        public var messages = TimeSpan.years(5)
        /// Texts quoted as evidence of alerts.
        public var quotes = TimeSpan.years(1)
        /// The audit log; regulations ask for at least six months.
        public var audit = TimeSpan.years(6)

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable { case messages, quotes, audit }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            messages = try keys[.messages]?.parsed() ?? messages
            quotes = try keys[.quotes]?.parsed() ?? quotes
            audit = try keys[.audit]?.parsed() ?? audit
        }
    }
}
