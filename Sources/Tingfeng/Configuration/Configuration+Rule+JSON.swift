extension Configuration.Rule {
    /// The rule with all its settings, as it is kept with the incidents that it raises.
    public var json: JSONValue {
        [
            "name": .string(name), "query": .string(query), "min": .int(min),
            "window": .string(window.description), "distinct": .string(distinct.rawValue),
            "severity": .string(severity.rawValue),
        ]
    }

    /// Reads what ``json`` wrote.
    public init?(json: JSONValue) {
        guard let name = json["name"]?.string, let query = json["query"]?.string,
            let min = json["min"]?.int, let window = json["window"]?.string.flatMap(TimeSpan.init),
            let distinct = json["distinct"]?.string.flatMap(Metric.init),
            let severity = json["severity"]?.string.flatMap(Severity.init)
        else { return nil }
        self.init(name: name, query: query)
        self.min = min
        self.window = window
        self.distinct = distinct
        self.severity = severity
    }
}
