extension Incident {
    /// Returns the identity of an alarm's incidents: what never changes, hashed.
    public static func fingerprint(_ alarm: Alarm) -> String {
        fingerprint(alarm.name, alarm.dimensions)
    }

    /// Returns the identity of a matter's incidents.
    public static func fingerprint(matter: String) -> String {
        fingerprint(.matterRise, SeriesDimensions(matter: matter))
    }

    /// Returns the identity of a rule's incidents.
    public static func fingerprint(rule: String) -> String {
        fingerprint(.rule, SeriesDimensions(rule: rule))
    }

    private static func fingerprint(_ name: Alarm.Name, _ series: SeriesDimensions) -> String {
        let dimensions = [
            series.category.map { "category=\($0)" },
            series.region.map { "region=\($0)" },
            series.matter.map { "matter=\($0)" },
            series.rule.map { "rule=\($0)" },
        ]
        let lines = [name.rawValue] + dimensions.compactMap { $0 }.sorted()
        let digest = Digest.sha256(Array(lines.joined(separator: "\n").utf8))
        return String(Digest.hex(digest).prefix(16))
    }
}
