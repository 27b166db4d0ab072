extension Configuration {
    /// Which days are working days, and their hours.
    public struct Calendar: Sendable, Equatable, Encodable {
        /// Where public holidays and make-up working days (调休) come from.
        public enum Holidays: Sendable, Equatable, Encodable {
            case none
            /// The shipped table of Chinese public holidays.
            case china
            /// A CSV of one's own.
            case file(ConfiguredPath)

            /// Encodes what the file says: `none`, `cn` or a path.
            public func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .none: try container.encode("none")
                case .china: try container.encode("cn")
                case .file(let path): try container.encode(path)
                }
            }
        }

        /// Days off, and working days in place of days off.
        public var holidays = Holidays.china
        /// Hours that count for `clock: workday`.
        public var workdayHours = WorkdayHours(start: 9 * 60, end: 17 * 60)

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case holidays
            case workdayHours = "workday_hours"
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            holidays = try keys[.holidays].map(Self.holidays) ?? holidays
            workdayHours = try keys[.workdayHours]?.parsed() ?? workdayHours
        }

        private static func holidays(_ value: YAMLValue) throws -> Holidays {
            switch try value.text("none、cn 或文件路径") {
            case "none": .none
            case "cn": .china
            default: .file(try value.path())
            }
        }
    }
}
