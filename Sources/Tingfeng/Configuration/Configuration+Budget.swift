extension Configuration {
    /// The false-alarm budget (误报预算): the one number that a duty officer sets.
    public struct Budget: Sendable, Equatable, Encodable {
        /// False alarms per day that the office accepts.
        public var falsePerDay = 5.0
        /// How much of the past calibrates the thresholds.
        public var calibrate = TimeSpan.days(365)

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case falsePerDay = "false_per_day"
            case calibrate
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            falsePerDay = try keys[.falsePerDay].map(Self.daily) ?? falsePerDay
            calibrate = try keys[.calibrate]?.parsed() ?? calibrate
        }

        /// `5`, `5/day` and `35/week` say the same.
        private static func daily(_ value: YAMLValue) throws -> Double {
            let expected = "每天的误报数，例如 5、5/day、1/week"
            let text = try value.text(expected)
            guard let daily = Double(text) ?? Rate(text)?.perDay, daily > 0, daily <= 10_000 else {
                throw value.bad(expected)
            }
            return daily
        }
    }

    /// The share of the budget that each severity may use, 0…1, never rising with severity.
    public struct Severities: Sendable, Equatable, Encodable {
        /// Share of everything that is an alarm at all.
        public var warning = 1.0
        /// Share of alarms that are alerts or worse.
        public var alert = 0.3
        /// Share of critical alarms.
        public var critical = 0.05

        /// Creates the defaults.
        public init() {}

        /// Returns the share of one severity.
        public subscript(severity: Severity) -> Double {
            switch severity {
            case .warning: warning
            case .alert: alert
            case .critical: critical
            }
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Severity.self)
            warning = try keys[.warning]?.number(in: 0...1) ?? warning
            alert = try keys[.alert]?.number(in: 0...1) ?? alert
            critical = try keys[.critical]?.number(in: 0...1) ?? critical
            guard warning >= alert, alert >= critical else {
                throw value.failure(.contradiction("的份额应当 warning ≥ alert ≥ critical"))
            }
        }
    }
}
