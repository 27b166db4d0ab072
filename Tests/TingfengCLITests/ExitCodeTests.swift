import Foundation
import Testing

/// The exit codes of PRODUCT §5.3, and that what is not data goes to the standard error.
@Suite struct ExitCodeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let status: Int32
        let arguments: String
        let says: String
        var testDescription: String { "\(status) \(arguments)" }

        init(_ status: Int32, _ arguments: String, says: String) {
            self.status = status
            self.arguments = arguments
            self.says = says
        }
    }

    static let cases = [
        Case(0, "hot --as-of 2020-01-01 --db town.db", says: "没有留言"),
        Case(0, "search 飞碟 --as-of 2025-04-30 --db town.db", says: "没有找到"),
        Case(0, "trend category=没有 --as-of 2025-04-30 --db town.db", says: "没有符合"),
        Case(
            0,
            "alerts list --severity critical --state provisional --db town.db",
            says: "没有这样的预警"
        ),
        Case(0, "notify --db town.db", says: "没有人要通知"),
        Case(0, "notify --outbox --db town.db", says: "发件箱是空的"),
        Case(0, "config check --db town.db", says: "没有错误"),
        Case(1, "hot --db none.db", says: "none.db"),
        Case(1, "init --db town.db", says: "已经存在"),
        Case(1, "init --db no/such/folder/x.db", says: "no/such/folder/x.db"),
        Case(1, "hot --db regions.csv", says: "不是听风的数据库"),
        Case(1, "ingest none.csv --db town.db", says: "none.csv"),
        Case(1, "ingest . --db town.db", says: "目录"),
        Case(1, "classify none.jsonl", says: "none.jsonl"),
        Case(1, "classify --model regions.csv regions.csv", says: "regions.csv"),
        Case(1, "detect --counts none.csv", says: "none.csv"),
        Case(1, "detect --external false --db town.db --as-of 2025-04-30", says: "外部检测程序"),
        Case(1, "detect --counts regions.csv", says: "regions.csv：首行缺少列"),
        Case(1, "tokenize --words none.txt 停水", says: "none.txt"),
        Case(1, "hot --resources nowhere --db town.db", says: "nowhere"),
        Case(1, "trend all --db town.db --plot no/such/x.svg", says: "no/such/x.svg"),
        Case(64, "nonsense", says: "nonsense"),
        Case(64, "hot --nonsense", says: "--nonsense"),
        Case(64, "search 停水 --nonsense --db town.db", says: "--nonsense"),
        Case(64, "hot --limit 0", says: "--limit"),
        Case(64, "hot --format xml", says: "xml"),
        Case(64, "hot --by weather", says: "weather"),
        Case(64, "hot --window soon --db town.db", says: "soon"),
        Case(64, "hot --as-of someday --db town.db", says: "someday"),
        Case(64, "hot --config none.yaml --db town.db", says: "none.yaml"),
        Case(64, "init --preset nonsense --db new.db", says: "nonsense"),
        Case(64, "ingest town.csv --preset nonsense --db town.db", says: "nonsense"),
        Case(64, "ingest town.csv --max-bad many --db town.db", says: "many"),
        Case(64, "ingest town.csv --input-format doc --db town.db", says: "doc"),
        Case(64, "search --db town.db", says: "查询是空的"),
        Case(64, "search \"停水 --db town.db", says: "引号"),
        Case(64, "search weather:rain --db town.db", says: "weather"),
        Case(64, "search 停水 --from 2025-04-30 --to 2025-04-01 --db town.db", says: "--from"),
        Case(64, "trend all --forecast -1 --db town.db", says: "--forecast"),
        Case(64, "forecast --db town.db", says: "SERIES"),
        Case(64, "forecast all --horizon 0 --db town.db", says: "--horizon"),
        Case(64, "detect --counts town.csv --alpha 2", says: "--alpha"),
        Case(64, "detect --counts town.csv --alpha 0.1 --fdr 0.1", says: "--fdr"),
        Case(64, "detect --budget lots --db town.db", says: "lots"),
        Case(
            64,
            "replay --from 2025-04-01 --to 2025-04-02 --compare none.yaml --db town.db",
            says: "none.yaml"
        ),
        Case(
            64,
            "replay --from 2025-04-01 --to 2025-04-02 --compare a --truth b",
            says: "--compare"
        ),
        Case(64, "notify --outbox --dry-run --db town.db", says: "--outbox"),
        Case(64, "alerts show 0123 --db town.db", says: "0123"),
        Case(64, "explain 0123 --db town.db", says: "0123"),
        Case(64, "quarantine list --reason nonsense --db town.db", says: "nonsense"),
        Case(64, "quarantine show 99 --db town.db", says: "99"),
        Case(64, "quarantine list --since never --db town.db", says: "never"),
    ]

    @Test(arguments: cases)
    func `a command ends with the code of the contract and says why`(_ example: Case) throws {
        let arguments = example.arguments.split(separator: " ").map(String.init)
        let result = try Command.run(arguments, in: SampleTown.database.get().url)
        #expect(result.status == example.status, "\(result.messages)")
        #expect(result.messages.contains(example.says), "\(result.messages)")
        if example.status != 0 { #expect(result.output.isEmpty) }
    }

    @Test func `help and version are no failures`() throws {
        #expect(try Command.run(["--version"]).status == 0)
        #expect(try Command.run(["hot", "--help"]).status == 0)
        #expect(try Command.run([]).status == 0)
    }

    @Test(arguments: [["hot", "--db", "none.db"], ["hot", "--nonsense"]])
    func `errors are JSON where the output would be`(_ arguments: [String]) throws {
        let result = try Command.run(arguments + ["--format", "json"])
        let value = try JSONSerialization.jsonObject(with: Data(result.messages.utf8))
        let error = try #require((value as? [String: Any])?["error"] as? [String: Any])
        #expect(Set(error.keys) == ["code", "message", "hint"])
        #expect(result.output.isEmpty)
    }

    @Test func `the evidence is a page of its own`() throws {
        let list = try SampleTown.run("alerts", "list", "--format", "csv")
        let id = try #require(list.output.split(separator: "\n").dropFirst().first?.prefix(16))
        let folder = try TemporaryFolder()
        let path = folder.path("page.html")
        let result = try SampleTown.run("explain", String(id), "--html", path)
        #expect(result.status == 0, "\(result.messages)")
        #expect(result.output.isEmpty)
        let page = try folder.read("page.html")
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("<svg") && page.contains("停水"))
        #expect(!page.contains("<script") && !page.contains("src="))
    }

    @Test func `a replay can be compared with that of another configuration`() throws {
        let folder = try TemporaryFolder()
        let rule = "{name: 停水, query: 停水, min: 5}"
        let other = try folder.write("rules: [\(rule)]\n", to: "other.yaml")
        let result = try SampleTown.run(
            "replay",
            "--from",
            "2025-04-20",
            "--to",
            "2025-04-30",
            "--compare",
            other,
            "--format",
            "csv"
        )
        #expect(result.status == 0, "\(result.messages)")
        let rows = result.output.split(separator: "\n")
        #expect(rows.contains { $0.hasPrefix("b,rule,rule=停水,") }, "\(result.output)")
        #expect(rows.contains { $0.hasPrefix("both,matter_rise,") }, "\(result.output)")
    }

    @Test func `what no receiver took is kept`() throws {
        let folder = try TemporaryFolder()
        try folder.write(SampleTown.messages, to: "town.csv")
        for step in [["init"], ["ingest", "town.csv"]] {
            try #require(Command.run(step + ["--db", "t.db"], in: folder.url).status == 0)
        }
        try folder.write("notify: [{type: webhook, url_env: TF_HOOK}]\n", to: "t.yaml")
        let detect = ["detect", "--db", "t.db", "--as-of", SampleTown.asOf]
        try #require(Command.run(detect, in: folder.url).status == 0)
        let notify = ["notify", "--db", "t.db"]
        let hook = ["TF_HOOK": "http://127.0.0.1:1/geheim"]
        let sent = try Command.run(notify, environment: hook, in: folder.url)
        #expect(sent.status == 75)
        #expect(sent.messages.contains("没有送达"))
        let list = try Command.run(notify + ["--outbox", "--format", "csv"], in: folder.url)
        #expect(list.output.contains("webhook:TF_HOOK"))
        #expect(list.output.contains("连接不上"))
        #expect(!list.output.contains("geheim"))
        let preview = try Command.run(notify + ["--dry-run"], in: folder.url)
        #expect(preview.status == 0)
        #expect(preview.output.contains("\"version\":\"4\""))
    }

    @Test func `detect tells the worst new alert by its exit code`() throws {
        let folder = try TemporaryFolder()
        try folder.write(SampleTown.messages, to: "town.csv")
        for step in [["init"], ["ingest", "town.csv"]] {
            try #require(Command.run(step + ["--db", "t.db"], in: folder.url).status == 0)
        }
        let detect = [
            "detect", "--db", "t.db", "--as-of", SampleTown.asOf, "--exit-code", "--format",
            "jsonl",
        ]
        let first = try Command.run(detect, in: folder.url)
        #expect([10, 20, 30].contains(first.status))
        #expect(first.output.contains("\"severity\":\"\(severity(first.status))\""))
        let second = try Command.run(detect, in: folder.url)
        #expect(second.status == 0)
        #expect(second.output.isEmpty)
    }

    private func severity(_ status: Int32) -> String {
        [10: "warning", 20: "alert", 30: "critical"][status] ?? ""
    }
}
