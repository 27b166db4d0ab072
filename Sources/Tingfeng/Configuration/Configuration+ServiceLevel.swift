extension Configuration {
    /// The promise to close routine messages in time (限时办结).
    public struct ServiceLevel: Sendable, Equatable, Encodable {
        /// Whether nights and days off count.
        public enum Clock: String, Sendable, CaseIterable, Encodable {
            case natural
            /// Only the hours of `calendar`.
            case workday
        }

        /// Which messages are routine (常规), an expression over fields; printed with each result.
        public var routine = "kind in [咨询,求助] and urgency=一般"
        /// Limit of a routine message.
        public var hours = 48.0
        /// Share to close in time, 0…1.
        public var target = 0.90
        /// Which hours count.
        public var clock = Clock.natural
        /// Limits of categories that have one of their own, by name.
        public var byCategory: [String: TimeSpan] = [:]

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case routine, hours, target, clock
            case byCategory = "by_cat"
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            routine = try keys[.routine]?.text("条件式，例如 \"\(routine)\"") ?? routine
            hours = try keys[.hours]?.number(in: 1...8_784) ?? hours
            target = try keys[.target]?.number(in: 0...1) ?? target
            clock = try keys[.clock]?.choice() ?? clock
            let limits = try keys[.byCategory]?.entries { ($0, try $1.parsed(as: TimeSpan.self)) }
            byCategory = Dictionary(uniqueKeysWithValues: limits ?? [])
        }
    }
}
