import Foundation
import Testing

/// What the environment, the language and the terminal change.
@Suite struct SettingsTests {
    @Test func `variables stand in for absent options`() throws {
        let town = try SampleTown.database.get()
        let variables = [
            "TINGFENG_DB": "town.db", "TINGFENG_FORMAT": "jsonl", "TINGFENG_LANG": "en",
        ]
        let result = try Command.run(
            ["search", "飞碟", "--as-of", "2025-04-30"],
            environment: variables,
            in: town.url
        )
        #expect(result.output.isEmpty)
        #expect(result.messages == "Nothing found.\n")
        let table = try Command.run(
            [
                "search", "停水", "--count", "--as-of", "2025-04-30", "--format", "table", "--lang",
                "zh",
            ],
            environment: variables,
            in: town.url
        )
        #expect(table.output == "条数: 36\n")
    }

    @Test func `a wrong variable is named`() throws {
        let result = try Command.run(["hot"], environment: ["TINGFENG_FORMAT": "xml"])
        #expect(result.status == 64)
        #expect(result.messages.contains("TINGFENG_FORMAT"))
        #expect(try Command.run(["--version"], environment: ["TINGFENG_FORMAT": ""]).status == 0)
    }

    @Test func `the configuration and the resources may be named by variables`() throws {
        let city = try Installed()
        try city.folder.write("db: city.db\nweather: rain\n", to: "other.yaml")
        let configured = try Command.run(
            ["hot"],
            environment: ["TINGFENG_CONFIG": "other.yaml"],
            in: city.folder.url
        )
        #expect(configured.messages.contains("other.yaml"))
        let misplaced = try Command.run(
            ["tokenize", "停水"],
            environment: ["TINGFENG_RESOURCES": "nowhere"],
            in: city.folder.url
        )
        #expect(misplaced.status == 1)
        #expect(misplaced.messages.contains("nowhere"))
    }

    @Test func `stored categories are those of the configured taxonomy`() throws {
        let city = try Installed()
        try city.folder.write("level1,level2\n市政,供水\n其他,\n", to: "own.csv")
        try city.folder.write("from,to\n城乡建设,其他\n城乡建设/城市建设和市政管理/自来水供应,市政/供水\n", to: "map.csv")
        let settings = try city.folder.read("city.yaml")
        try city.folder.write(
            settings.replacing("  file: null", with: "  file: own.csv")
                .replacing("mapping: null", with: "mapping: map.csv"),
            to: "city.yaml"
        )
        let rows = Installed.header + "W1,2025-03-01 09:00:00,小区停水,小区停水两天了，一直没有人来修。\n"
        try city.folder.write(rows, to: "rows.csv")
        #expect(try city.run("ingest", "rows.csv", "--preset", "12345").status == 0)
        let hot = try city.run("hot", "--by", "category", "--format", "jsonl")
        #expect(hot.output.contains("市政/供水"))
        #expect(!hot.output.contains("城乡建设"))
    }

    @Test func `init takes the database from the environment`() throws {
        let folder = try TemporaryFolder()
        let result = try Command.run(
            ["init"],
            environment: ["TINGFENG_DB": "my.db"],
            in: folder.url
        )
        #expect(result.status == 0)
        #expect(
            try folder.names().filter { !$0.contains(".db-") } == ["my.db", "my.key", "my.yaml"]
        )
    }

    @Test func `quiet leaves only data`() throws {
        let result = try SampleTown.run("hot", "--quiet", "--limit", "1", "--format", "csv")
        #expect(result.messages.isEmpty)
        #expect(result.output.split(separator: "\n").count == 2)
    }

    @Test(arguments: ["en", "zh"])
    func `the moment that is asked for is said in the language`(_ language: String) throws {
        let result = try SampleTown.run("hot", "--limit", "1", "--lang", language)
        #expect(
            result.messages.hasPrefix(
                language == "en" ? "Data as of 2025-04-30T" : "数据截至 2025-04-30T"
            )
        )
    }
}
