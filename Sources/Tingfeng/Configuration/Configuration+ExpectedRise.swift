extension Configuration {
    /// A rise that everybody expects, such as heating complaints in winter; it is no alarm.
    public struct ExpectedRise: Sendable, Equatable, Encodable {
        /// How the expected rise is known.
        public enum Mode: String, Sendable, CaseIterable, Encodable {
            /// The same days of every year.
            case seasonal
        }

        /// Labels and the values they must have.
        public var match: [String: String]
        /// First day.
        public var from: MonthDay
        /// Last day, inclusive; before `from` means a day of the next year.
        public var to: MonthDay
        /// How the rise is known.
        public var mode: Mode

        /// Creates an expected rise.
        public init(match: [String: String], from: MonthDay, to: MonthDay, mode: Mode = .seasonal) {
            self.match = match
            self.from = from
            self.to = to
            self.mode = mode
        }

        enum Key: String, CaseIterable { case match, from, to, mode }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            match = try keys.required(.match).labels()
            from = try keys.required(.from).parsed()
            to = try keys.required(.to).parsed()
            mode = try keys[.mode]?.choice() ?? .seasonal
        }

        /// Whether the season holds that day of any year, across the turn of the year if need be.
        public func contains(_ day: MonthDay) -> Bool {
            from <= to ? from <= day && day <= to : from <= day || day <= to
        }
    }
}
