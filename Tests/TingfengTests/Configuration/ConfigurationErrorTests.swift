import Testing

@testable import Tingfeng

@Suite struct ConfigurationErrorTests {
    /// Returns the mistake found in a text.
    func mistake(in yaml: String) throws -> ConfigurationError {
        do {
            _ = try Configuration(yaml: yaml, path: "tingfeng.yaml")
        } catch let error as ConfigurationError {
            return error
        }
        throw Missed()
    }

    struct Missed: Error {}

    @Test(arguments: [
        ("db: a\ntimezoen: UTC\n", 2, "timezoen"),
        ("detect:\n  bin: 1h\n  budget: {false: 5}\n", 3, "detect.budget.false"),
        ("sources:\n  a:\n    mapp: x\n", 3, "sources.a.mapp"),
        (
            "detect:\n  inhibit:\n    - source: {colour: red}\n      target: {region: b}\n", 3,
            "detect.inhibit[1].source.colour"
        ),
    ])
    func `an unknown key is named with its line`(yaml: String, line: Int, key: String) throws {
        let error = try mistake(in: yaml)
        #expect(error.line == line)
        #expect(error.key == key)
        guard case .unknownKey = error.problem else {
            Issue.record("\(error.problem)")
            return
        }
    }

    @Test(arguments: [
        ("db: a\nregions: r\ndb: b\n", "db"),
        ("sla:\n  hours: 1\n  hours: 2\n", "hours"),
        ("sources: {12345: {map: a}, '12345': {map: b}}", "sources.12345"),
    ])
    func `a double key is named`(yaml: String, key: String) throws {
        let error = try mistake(in: yaml)
        #expect(error.key == key)
        #expect(error.problem == .duplicateKey)
        #expect(error.line != nil)
    }

    @Test(arguments: [
        ("db: [a]\n", "db"),
        ("\n\ndetect: 5\n", "detect"),
        ("pii: {mask: phone}\n", "pii.mask"),
        ("rules: {name: a}\n", "rules"),
        ("- db\n", ""),
        ("? [a]\n: b\n", ""),
    ])
    func `a wrong type is named`(yaml: String, key: String) throws {
        let error = try mistake(in: yaml)
        #expect(error.key == key)
        #expect(error.line != nil)
        guard case .wrongType = error.problem else {
            Issue.record("\(error.problem)")
            return
        }
    }

    @Test(arguments: [
        ("timezone: Asia/Atlantis", "timezone"),
        ("timezone: GMT+8", "timezone"),
        ("calendar: {workday_hours: '17:00-09:00'}", "calendar.workday_hours"),
        ("taxonomy: {abstain_below: 1.5}", "taxonomy.abstain_below"),
        ("taxonomy: {abstain_below: [0.5, x]}", "taxonomy.abstain_below[2]"),
        ("sources: {a: {expect_every: 15}}", "sources.a.expect_every"),
        ("sources: {a: {preset: '12346'}}", "sources.a.preset"),
        ("pii: {mask: [phone, face]}", "pii.mask[2]"),
        ("sla: {hours: nan}", "sla.hours"),
        ("sla: {by_cat: {噪音: 两天}}", "sla.by_cat.噪音"),
        ("detect: {bin: 2h}", "detect.bin"),
        ("detect: {min_count: 5.5}", "detect.min_count"),
        ("detect: {budget: {false_per_day: 0}}", "detect.budget.false_per_day"),
        ("detect: {group_by: [colour]}", "detect.group_by[1]"),
        (
            "detect: {expected: [{match: {kind: 求助}, from: 02-30, to: 03-01}]}",
            "detect.expected[1].from"
        ),
        ("rules: [{name: a, query: b, severity: red}]", "rules[1].severity"),
        ("notify: [{type: mail}]", "notify[1].type"),
        ("notify: [{type: webhook, url_env: 'http://x/token'}]", "notify[1].url_env"),
        ("retention: {audit: forever}", "retention.audit"),
        ("server: {listen: '8710'}", "server.listen"),
        ("server: {rate_limit: {viewer: 60}}", "server.rate_limit.viewer"),
        ("server: {max_body: 32 MiB}", "server.max_body"),
    ])
    func `a bad value is named with its line and what to write`(yaml: String, key: String) throws {
        let error = try mistake(in: "db: a.db\n\n" + yaml)
        #expect(error.line == 3)
        #expect(error.key == key)
        guard case .badValue = error.problem else {
            Issue.record("\(error.problem)")
            return
        }
    }

    @Test(arguments: ["db:", "timezone: null", "pii: {mask: }", "detect: {min_count: ~}"])
    func `an empty value is an error where a value is needed`(yaml: String) throws {
        guard case .emptyValue = try mistake(in: yaml).problem else {
            Issue.record("not seen as empty")
            return
        }
    }

    @Test(arguments: [
        ("rules:\n  - name: a\n", "rules[1].query"),
        ("notify: [{type: webhook}]", "notify[1].url_env"),
        ("notify: [{dir: a}]", "notify[1].type"),
    ])
    func `a missing key is named`(yaml: String, key: String) throws {
        let error = try mistake(in: yaml)
        #expect(error.problem == .missingKey)
        #expect(error.key == key)
    }

    @Test(arguments: [
        ("notify: [{type: webhook, url: 'https://example.org/abc'}]", "url_env"),
        ("notify: [{type: webhook, url_env: A, secret: abc}]", "secret_env"),
        ("pii: {key: abc}", "hash_key_file"),
        ("server: {token: abc}", "tingfeng token"),
    ])
    func `a secret in the file is refused and not repeated`(yaml: String, instead: String) throws {
        let error = try mistake(in: yaml)
        guard case .inlineSecret = error.problem else {
            Issue.record("\(error.problem)")
            return
        }
        #expect("\(error)".contains(instead))
        #expect(!"\(error)".contains("abc"))
    }

    @Test func `shares that rise with severity contradict each other`() throws {
        let error = try mistake(in: "detect:\n  severities: {warning: 0.1}\n")
        #expect(error.line == 2)
        #expect("\(error)".contains("warning ≥ alert ≥ critical"))
    }

    @Test func `two receivers that are one contradict each other`() throws {
        let error = try mistake(
            in: """
                notify:
                  - {type: file, dir: a}
                  - {type: webhook, url_env: A}
                  - {type: file, dir: a}
                """
        )
        #expect(error.line == 4)
        #expect(error.key == "notify[3]")
    }

    @Test func `two rules of one name contradict each other`() throws {
        let error = try mistake(
            in: "rules:\n  - {name: a, query: b}\n  - {name: a, query: c}\n"
        )
        #expect(error.line == 3)
        #expect(error.key == "rules[2]")
    }

    @Test(arguments: [
        ("'停水 \"没有通知'", "引号"), ("'weather:rain'", "weather"), ("'-停水'", "只有排除条件"),
        ("'停水 OR ！！'", "没有可查的字"),
    ])
    func `a rule whose query cannot be made is told with its line`(
        query: String,
        says: String
    ) throws {
        let error = try mistake(in: "rules:\n  - name: a\n    query: \(query)\n")
        #expect(error.line == 3)
        #expect(error.key == "rules[1].query")
        #expect("\(error)".contains(says))
    }

    @Test(arguments: [
        ("db: 'a\n", 2), ("db: [a\n", 2), ("a: b: c\n", 1), ("\ndb: *x\n", 2),
        ("sla: {}\ndb: \u{1}\n", 2), ("db: 1\n---\ndb: 2\n", 2), ("detect:\n\tbin: 1h\n", 2),
    ])
    func `what is not YAML is told with its line`(yaml: String, line: Int) throws {
        let error = try mistake(in: yaml)
        #expect(error.line == line)
        guard case .syntax = error.problem else {
            Issue.record("\(error.problem)")
            return
        }
    }

    @Test func `the message is one Chinese sentence with file, line, key and remedy`() throws {
        let error = try mistake(in: "detect:\n  min_count: five\n")
        #expect(
            "\(error)"
                == "配置文件 tingfeng.yaml 第 2 行：「detect.min_count」的值「five」无效，请写 1 到 1000000 之间的整数。"
        )
        let typo = try mistake(in: "detect: {buget: {}}")
        #expect(
            "\(typo)" == "配置文件 tingfeng.yaml 第 1 行：「detect.buget」不是已知的键，是否想写 budget。"
        )
    }

    @Test func `broken text is an error of ours or a configuration, never a crash`() throws {
        var state: UInt64 = 20_250_714
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let example = Array(ConfigurationTests.example.utf8)
        let signs = Array("{}[]:,-?&*!|>'\"%@`#~ \n\t\\0x\u{7F}".utf8)
        var refused = 0
        for _ in 0..<1_000 {
            var bytes = example
            for _ in 0...random(below: 4) {
                bytes[random(below: bytes.count)] = signs[random(below: signs.count)]
            }
            do {
                _ = try Configuration(yaml: String(decoding: bytes, as: UTF8.self), path: "a.yaml")
            } catch {
                #expect(error is ConfigurationError)
                refused += 1
            }
        }
        #expect(refused > 500)
    }

    @Test func `deep nesting is an error`() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ConfigurationError.self) {
            try Configuration(yaml: deep, path: "a.yaml")
        }
    }
}
