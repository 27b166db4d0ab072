import Foundation
import Testing

/// What every command prints about the same small town, in each format that matters.
@Suite struct GoldenOutputTests {
    struct Golden: CustomTestStringConvertible, Sendable {
        let name: String
        let arguments: String
        var testDescription: String { name }

        init(_ name: String, _ arguments: String) {
            self.name = name
            self.arguments = arguments
        }
    }

    static let questions = [
        Golden("hot.table", "hot --as-of 2025-04-30 --limit 5"),
        Golden("hot.en.md", "hot --as-of 2025-04-30 --limit 3 --format md --lang en"),
        Golden("hot.json", "hot --as-of 2025-04-30 --limit 2 --format json"),
        Golden("hot.jsonl", "hot --as-of 2025-04-30 --limit 3 --format jsonl"),
        Golden("hot-excel.csv", "hot --as-of 2025-04-30 --limit 3 --format csv --bom"),
        Golden("hot-category.csv", "hot --by category --as-of 2025-04-30 --format csv"),
        Golden("hot-region.table", "hot --by region --as-of 2025-04-30 --window 30d"),
        Golden("hot-unit.csv", "hot --by unit --as-of 2025-04-30 --metric messages --format csv"),
        Golden("hot-term.csv", "hot --by term --as-of 2025-04-30 --limit 8 --format csv"),
        Golden("trend.table", "trend all --as-of 2025-04-30 --bin w --forecast 2"),
        Golden(
            "trend.en.table",
            "trend category=城乡建设,region=东城区 --as-of 2025-04-30 --bin w --lang en"
        ),
        Golden("trend.csv", "trend term=停水 --as-of 2025-04-30 --from 2025-04-24 --format csv"),
        Golden("trend.json", "trend 停水 --as-of 2025-04-30 --from 2025-04-29 --format json"),
        Golden("search.table", "search 停水 -噪音 --as-of 2025-04-30 --limit 3 --sort time"),
        Golden("search.json", "search 路灯 --as-of 2025-02-01 --limit 1 --format json"),
        Golden("search.csv", "search --region 西城区 --as-of 2025-01-04 --sort time --format csv"),
        Golden("search-count.json", "search 停水 --count --as-of 2025-04-30 --format json"),
        Golden("alerts-list.table", "alerts list"),
        Golden("alerts-list.json", "alerts list --limit 1 --format json"),
        Golden("alerts-list.en.md", "alerts list --severity critical --format md --lang en"),
        Golden("forecast.csv", "forecast all --as-of 2025-04-30 --horizon 3 --format csv"),
        Golden("doctor.json", "doctor --format json"),
        Golden("doctor.en.table", "doctor --lang en"),
    ]

    @Test(arguments: questions)
    func `a command prints what its snapshot says`(_ golden: Golden) throws {
        let arguments = golden.arguments.split(separator: " ").map(String.init)
        let town = try SampleTown.database.get()
        let result = try Command.run(arguments + ["--db", "town.db"], in: town.url)
        #expect(result.status == 0, "\(result.messages)")
        try expectSnapshot(result.output, golden.name)
    }

    @Test func `an alert is shown and explained by the beginning of its id`() throws {
        let newest = try SampleTown.run("alerts", "list", "--limit", "1", "--format", "csv")
        let id = try #require(
            newest.output.split(separator: "\n").last?.split(separator: ",").first
        )
        let shown = try SampleTown.run("alerts", "show", String(id.prefix(8)))
        try expectSnapshot(shown.output, "alerts-show.table")
        let explained = try SampleTown.run("explain", String(id), "--as-of", SampleTown.asOf)
        try expectSnapshot(explained.output, "explain.table")
        let markdown = try SampleTown.run(
            "explain",
            String(id),
            "--as-of",
            SampleTown.asOf,
            "--format",
            "md"
        )
        try expectSnapshot(markdown.output, "explain.md")
    }

    @Test func `the first screen names every command`() throws {
        try expectSnapshot(try Command.run(["--help"]).output, "help.txt")
    }
}
