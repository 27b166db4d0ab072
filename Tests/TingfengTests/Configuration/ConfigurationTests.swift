import Foundation
import Testing
import TingfengText

@testable import Tingfeng

@Suite struct ConfigurationTests {
    /// The example of the product page.
    static let example = """
        db: /var/lib/tingfeng/city.db
        timezone: Asia/Shanghai
        calendar: {holidays: cn-holidays.csv, workday_hours: "09:00-17:00"}   # 调休 rows included
        taxonomy: {file: city-taxonomy.csv, abstain_below: 0.55}
        dictionary: {user: [words.txt], places: [places.csv], synonyms: syn.txt}
        regions: regions.csv                      # code,name,parent,population
        sources: {12345: {map: map-12345.yaml, dedup_key: id, expect_every: 15m}, lyb: {map: map-lyb.yaml}}
        pii: {mask: [phone,id,bankcard,plate,email,wechat,name,address_detail], hash_key_file: /etc/tingfeng/hash.key}
        sla: {routine: "kind in [咨询,求助] and urgency=一般", hours: 48, target: 0.90, clock: natural, by_cat: {水电气热: 24h, 复杂疑难: 15d}}
        detect:
          bin: 1h
          budget: {false_per_day: 5, calibrate: 365d}      # one number the duty officer understands
          severities: {warning: 1.0, alert: 0.3, critical: 0.05}   # share of budget
          min_count: 5
          group_by: [category2, region1]
          inhibit: [{source: {region: parent}, target: {region: child}, equal: [category2]}]
          expected: [{match: {category2: 供暖}, from: 11-15, to: 03-15, mode: seasonal}]
          resolve_after: 6h
        rules: [{name: 讨薪集体, query: '讨薪 OR 拖欠工资', min: 3, window: 24h, distinct: callers, severity: alert}]
        notify: [{type: webhook, url_env: TF_HOOK, min_severity: alert}, {type: file, dir: /var/spool/tingfeng}]
        retention: {messages: 5y, quotes: 1y, audit: 6y}
        server: {listen: 127.0.0.1:8710, rate_limit: {viewer: 60/min, ingester: 600/min}, max_body: 32MiB}

        """

    func parse(_ yaml: String) throws -> Configuration {
        try Configuration(yaml: yaml, path: "city/tingfeng.yaml")
    }

    @Test func `the defaults are those of the product page`() {
        let defaults = Configuration()
        #expect(defaults.db.path == "tingfeng.db")
        #expect(defaults.timezone == "Asia/Shanghai")
        #expect(defaults.detect.budget.falsePerDay == 5)
        #expect(defaults.detect.inhibit == [.childRegions])
        #expect(defaults.pii.mask == MaskedSpan.Kind.allCases)
        #expect(defaults.sla.hours == 48)
        #expect(defaults.server.listen.isLoopback)
        #expect(defaults.sources.isEmpty)
    }

    @Test func `the example names data, words and sources`() throws {
        let city = try parse(Self.example)
        #expect(city.db.path == "/var/lib/tingfeng/city.db")
        #expect(city.calendar.holidays == .file(ConfiguredPath("cn-holidays.csv", in: "city")))
        #expect(city.calendar.workdayHours.start == 540)
        #expect(city.taxonomy.file?.path == "city/city-taxonomy.csv")
        #expect(city.dictionary.user.map(\.path) == ["city/words.txt"])
        #expect(city.dictionary.synonyms == .file(ConfiguredPath("syn.txt", in: "city")))
        #expect(city.sources.map(\.name) == ["12345", "lyb"])
        #expect(city.source(named: "12345")?.expectEvery == .minutes(15))
        #expect(city.source(named: "lyb")?.map?.path == "city/map-lyb.yaml")
        #expect(city.pii.hashKeyFile?.path == "/etc/tingfeng/hash.key")
        #expect(city.sla.byCategory == ["水电气热": .hours(24), "复杂疑难": .days(15)])
    }

    @Test func `the example names detection, delivery and limits`() throws {
        let city = try parse(Self.example)
        #expect(city.detect.expected.first?.match == ["category2": "供暖"])
        #expect(city.detect.expected.first?.to == MonthDay("3-15"))
        #expect(city.detect.inhibit == Configuration().detect.inhibit)
        let rule = try #require(city.rules.first)
        #expect(rule.query == "讨薪 OR 拖欠工资")
        #expect(rule.distinct == .callers)
        let targets = city.notify.map(\.target)
        #expect(
            targets == [
                .webhook(urlEnv: "TF_HOOK", secretEnv: nil),
                .file(folder: ConfiguredPath("/var/spool/tingfeng", in: "city")),
            ]
        )
        #expect(city.notify.map(\.minSeverity) == [.alert, .warning])
        #expect(city.retention.audit == .years(6))
        #expect(city.server.rateLimit[.ingester] == Rate(600, per: .minute))
        #expect(city.server.maxBody == .mebibytes(32))
    }

    @Test(arguments: [
        "", "# only a comment\n", "---\n", "\u{FEFF}timezone: Asia/Shanghai\n", "detect:\n",
    ])
    func `what is absent has its default`(yaml: String) throws {
        let configuration = try Configuration(yaml: yaml, path: "tingfeng.yaml")
        #expect(configuration == Configuration())
    }

    @Test func `the default database lies beside the file`() throws {
        #expect(try parse("").db.path == "city/tingfeng.db")
        #expect(try parse("timezone: UTC").db.path == "city/tingfeng.db")
        #expect(try Configuration(yaml: "db: a.db", path: "/a.yaml").db.path == "/a.db")
    }

    @Test func `a nested key leaves its neighbours at their defaults`() throws {
        let city = try parse(
            "detect: {budget: {false_per_day: 14/week}}\nserver: {rate_limit: {admin: 5/s, viewer: null}}"
        )
        #expect(city.detect.budget.falsePerDay == 2)
        #expect(city.detect.budget.calibrate == .days(365))
        #expect(city.server.rateLimit.count == 2)
        #expect(city.server.rateLimit[.admin] == Rate(5, per: .second))
        #expect(city.server.rateLimit[.viewer] == nil)
    }

    @Test func `thresholds of several levels are a list`() throws {
        let city = try parse("taxonomy: {abstain_below: [0.6, 0.4]}")
        #expect(city.taxonomy.abstainBelow == [0.6, 0.4])
    }

    @Test func `masked kinds keep one order`() throws {
        #expect(try parse("pii: {mask: [name, phone, name]}").pii.mask == [.phone, .name])
        #expect(try parse("pii: {mask: []}").pii.mask == [])
    }

    @Test func `a season may cross the turn of the year`() throws {
        let heating = try #require(try parse(Self.example).detect.expected.first)
        let inside = try ["11-15", "12-31", "01-01", "03-15"].map { try #require(MonthDay($0)) }
        let outside = try ["11-14", "03-16", "07-01"].map { try #require(MonthDay($0)) }
        #expect(inside.allSatisfy(heating.contains))
        #expect(!outside.contains(where: heating.contains))
    }

    @Test func `a file is read from disk, and a missing one is named`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/tf-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/tingfeng.yaml"
        try Data("regions: r.csv\n".utf8).write(to: URL(filePath: path))
        #expect(try Configuration.load(path: path).regions?.path == folder + "/r.csv")
        try Data([0x64, 0x62, 0x3A, 0x20, 0xC4, 0xE3]).write(to: URL(filePath: path))
        #expect { try Configuration.load(path: path) } throws: { "\($0)".contains("UTF-8") }
        #expect {
            try Configuration.load(path: folder + "/none.yaml")
        } throws: {
            "\($0)".contains(folder + "/none.yaml")
        }
    }
}
