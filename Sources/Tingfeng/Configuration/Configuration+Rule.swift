extension Configuration {
    /// A watch rule (监测规则): a query with a threshold.
    public struct Rule: Sendable, Equatable, Encodable {
        /// What is counted.
        public enum Metric: String, Sendable, CaseIterable, Encodable {
            case messages, callers, matters
        }

        /// Unique; it identifies the alerts of the rule.
        public var name: String
        /// In the syntax of `tingfeng search`.
        public var query: String
        /// Fires at this count.
        public var min = 3
        /// Length of the window, which ends at the as-of time.
        public var window = TimeSpan.hours(24)
        /// What is counted in the window.
        public var distinct = Metric.callers
        /// Severity of the alerts.
        public var severity = Severity.alert

        /// Creates a rule with the default threshold.
        public init(name: String, query: String) {
            self.name = name
            self.query = query
        }

        enum Key: String, CaseIterable { case name, query, min, window, distinct, severity }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            name = try keys.required(.name).text("规则名")
            query = try keys.required(.query).query()
            min = try keys[.min]?.integer(in: 1...1_000_000) ?? min
            window = try keys[.window].map(Self.window) ?? window
            distinct = try keys[.distinct]?.choice() ?? distinct
            severity = try keys[.severity]?.choice() ?? severity
        }

        /// A window beyond this would look back further than most databases reach.
        public static let longestWindow = TimeSpan.days(92)

        private static func window(_ value: YAMLValue) throws -> TimeSpan {
            let window: TimeSpan = try value.parsed()
            guard window <= longestWindow else { throw value.bad("至多 \(longestWindow) 的时长") }
            return window
        }

        /// Reads the rules; their names identify alerts, so no two may be equal.
        static func list(_ value: YAMLValue) throws -> [Rule] {
            var names: Set<String> = []
            return try value.list { entry in
                let rule = try Rule(entry)
                guard names.insert(rule.name).inserted else {
                    throw entry.failure(.contradiction("的名称「\(rule.name)」与前面的规则相同"))
                }
                return rule
            }
        }
    }
}

extension YAMLValue {
    /// Reads a search that can be made.
    fileprivate func query() throws -> String {
        let query = try text("查询式，例如 '讨薪 OR 拖欠工资'")
        do throws(SearchError) {
            try SearchSyntax(parsing: query).checkLiterals()
        } catch {
            throw failure(.badQuery("\(error)"))
        }
        return query
    }
}
