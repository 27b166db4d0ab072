extension Configuration {
    /// A source alarm that fires keeps matching target alarms quiet (抑制), as in Alertmanager.
    public struct Inhibition: Sendable, Equatable, Encodable {
        /// Labels and the values they must have.
        public var source: [String: String]
        /// Labels and values of the alarms that are kept quiet.
        public var target: [String: String]
        /// Labels that must agree in both.
        public var equal: [Detect.Dimension]

        /// The alarm of a parent region keeps those of its children quiet.
        public static let childRegions = Inhibition(
            source: ["region": "parent"],
            target: ["region": "child"],
            equal: [.category2]
        )

        /// Creates a rule of inhibition.
        public init(
            source: [String: String],
            target: [String: String],
            equal: [Detect.Dimension]
        ) {
            self.source = source
            self.target = target
            self.equal = equal
        }

        enum Key: String, CaseIterable { case source, target, equal }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            source = try keys.required(.source).labels()
            target = try keys.required(.target).labels()
            equal = try keys[.equal]?.list { try $0.choice() } ?? []
        }
    }
}

extension YAMLValue {
    /// Reads `{category2: 供暖, region1: B区}`; at least one label, of a known dimension or
    /// `severity`, `alertname`, `matter` or `rule`.
    func labels() throws -> [String: String] {
        let known =
            Configuration.Detect.Dimension.allCases.map(\.rawValue)
            + ["severity", "alertname", "matter", "rule"]
        let labels = try entries { name, value in
            guard known.contains(name) else { throw value.failure(.unknownKey(known: known)) }
            return (name, try value.text("标签的值"))
        }
        guard !labels.isEmpty else { throw failure(.emptyValue(expected: "至少一个标签")) }
        return Dictionary(uniqueKeysWithValues: labels)
    }
}
