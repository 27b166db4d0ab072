extension Incident {
    /// Returns the identity of an alarm's incidents: what never changes, hashed.
    public static func fingerprint(_ alarm: Alarm) -> String {
        let dimensions = [
            alarm.dimensions.category.map { "category=\($0)" },
            alarm.dimensions.region.map { "region=\($0)" },
        ]
        let lines = [alarm.name.rawValue] + dimensions.compactMap { $0 }.sorted()
        let digest = Digest.sha256(Array(lines.joined(separator: "\n").utf8))
        return String(Digest.hex(digest).prefix(16))
    }
}
