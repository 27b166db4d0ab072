import Testing

@testable import Tingfeng

@Suite struct ConfigurationTemplateTests {
    @Test func `the template reads as the defaults`() throws {
        let text = ConfigurationTemplate().text
        #expect(try Configuration(yaml: text, path: "tingfeng.yaml") == Configuration())
    }

    @Test func `the template shows every key`() {
        let lines = ConfigurationTemplate(preset: .hotline).text.split(separator: "\n")
        let keys: [[String]] = [
            Configuration.Key.allCases.map(\.rawValue),
            Configuration.Calendar.Key.allCases.map(\.rawValue),
            Configuration.Taxonomy.Key.allCases.map(\.rawValue),
            Configuration.Dictionaries.Key.allCases.map(\.rawValue),
            Configuration.Source.Key.allCases.map(\.rawValue),
            Configuration.PersonalData.Key.allCases.map(\.rawValue),
            Configuration.ServiceLevel.Key.allCases.map(\.rawValue),
            Configuration.Detect.Key.allCases.map(\.rawValue),
            Configuration.Budget.Key.allCases.map(\.rawValue),
            Configuration.Retention.Key.allCases.map(\.rawValue),
            Configuration.Server.Key.allCases.map(\.rawValue),
        ]
        for key in keys.joined() {
            let isShown = lines.contains { line in
                line.drop(while: { $0 == " " }).hasPrefix(key + ":")
            }
            #expect(isShown, "\(key)")
        }
    }

    @Test(arguments: Configuration.Source.Preset.allCases)
    func `a preset makes a source of its name`(preset: Configuration.Source.Preset) throws {
        let text = ConfigurationTemplate(preset: preset).text
        let sources = try Configuration(yaml: text, path: "tingfeng.yaml").sources
        #expect(sources == [Configuration.Source(name: preset.rawValue, preset: preset)])
    }

    @Test(arguments: ["it's: #1.db", "null", "数据/城市.db", "- x", "a\\b", "true", "/var/lib/a.db"])
    func `any path survives quoting`(path: String) throws {
        var template = ConfigurationTemplate()
        template.db = path
        template.regions = path
        let read = try Configuration(yaml: template.text, path: "tingfeng.yaml")
        #expect(read.db.written == path)
        #expect(read.regions?.written == path)
    }

    @Test func `the examples in comments are valid`() throws {
        let rule =
            "rules:\n  - {name: 讨薪集体, query: '讨薪 OR 拖欠工资', min: 3, window: 24h, distinct: callers, severity: alert}\n"
        let notify =
            "notify:\n  - {type: webhook, url_env: TF_HOOK, secret_env: TF_HOOK_KEY, min_severity: alert}\n  - {type: alertmanager, url_env: ALERTMANAGER, min_severity: warning}\n  - {type: file, dir: spool, min_severity: warning}\n"
        for example in (rule + notify).split(separator: "\n") where example.hasPrefix("  - ") {
            #expect(ConfigurationTemplate().text.contains("#  " + example.dropFirst()))
        }
        let read = try Configuration(yaml: rule + notify, path: "tingfeng.yaml")
        #expect(read.rules.count == 1)
        #expect(read.notify.first?.target == .webhook(urlEnv: "TF_HOOK", secretEnv: "TF_HOOK_KEY"))
    }
}
