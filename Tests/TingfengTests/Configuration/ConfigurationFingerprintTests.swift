import Testing

@testable import Tingfeng

@Suite struct ConfigurationFingerprintTests {
    /// Stands in for SHA-256: tells texts apart and nothing else.
    func hash(_ bytes: [UInt8]) -> String {
        String(
            bytes.reduce(UInt64(14_695_981_039_346_656_037)) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            },
            radix: 16
        )
    }

    func fingerprint(_ yaml: String, path: String = "tingfeng.yaml") throws -> String {
        try Configuration(yaml: yaml, path: path).fingerprint(using: hash)
    }

    @Test func `comments, order and folder do not change the fingerprint`() throws {
        let plain = try fingerprint("regions: r.csv\ndetect: {min_count: 7, bin: 1d}\n")
        #expect(plain.hasPrefix("sha256:"))
        let other = "# 说明\ndetect:\n  bin: 1d\n  min_count: 7\nregions: 'r.csv'\n"
        #expect(try fingerprint(other, path: "/etc/a/b.yaml") == plain)
        #expect(
            try fingerprint("sla: {by_cat: {水: 1d, 电: 2d, 气: 3d}}")
                == fingerprint("sla: {by_cat: {气: 72h, 电: 48h, 水: 24h}}")
        )
    }

    @Test(arguments: [
        "db: other.db", "server: {listen: '0.0.0.0:80'}", "pii: {hash_key_file: k}",
        "notify: [{type: file, dir: d}]",
    ])
    func `what cannot change a result does not change the fingerprint`(yaml: String) throws {
        #expect(try fingerprint(yaml) == fingerprint(""))
    }

    @Test(arguments: [
        "timezone: UTC", "calendar: {holidays: none}", "calendar: {workday_hours: '08:00-17:00'}",
        "taxonomy: {file: t.csv}", "taxonomy: {abstain_below: 0.5}", "dictionary: {user: [w]}",
        "dictionary: {places: [w]}", "dictionary: {synonyms: s}", "regions: r.csv",
        "sources: {a: {}}", "pii: {mask: [phone]}", "sla: {hours: 24}", "sla: {target: 0.8}",
        "sla: {clock: workday}", "sla: {by_cat: {a: 1h}}", "sla: {routine: kind=求助}",
        "detect: {bin: 1d}", "detect: {budget: {false_per_day: 1}}",
        "detect: {budget: {calibrate: 90d}}", "detect: {severities: {alert: 0.2}}",
        "detect: {min_count: 6}", "detect: {group_by: []}", "detect: {inhibit: []}",
        "detect: {resolve_after: 1h}", "rules: [{name: a, query: b}]", "retention: {quotes: 2y}",
        "detect: {expected: [{match: {kind: 求助}, from: 01-01, to: 01-02}]}",
    ])
    func `what can change a result changes the fingerprint`(yaml: String) throws {
        #expect(try fingerprint(yaml) != fingerprint(""))
    }
}
