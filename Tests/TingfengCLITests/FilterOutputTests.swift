import Foundation
import Testing

/// The filters: no database, rows in, rows out, in the order of the input.
@Suite struct FilterOutputTests {
    private static let texts = "Ａ3区路灯不亮，请尽快修理！\n\n  停水  三天了\n"

    private static let messages = """
        {"id":"1","title":"柳荫路路灯不亮","body":"路灯坏了一个月","created_at":"2025-03-01 09:00:00"}
        {"id":"2","title":"幸福里工地噪音","body":"半夜打桩睡不着","created_at":"2025-03-01 10:00:00"}
        {"id":"3","title":"柳荫路路灯不亮","body":"路灯坏了一个月","created_at":"2025-03-02 09:00:00"}

        """

    private static let counts: String = {
        let days = (1...28).map { day in
            "street,2025-02-\(String(format: "%02d", day)),\(day == 28 ? 30 : 3 + day % 3)"
        }
        return "series_id,date,count\n" + days.joined(separator: "\n") + "\n"
    }()

    @Test func `tokens come one line per line`() throws {
        let result = try Command.run(["tokenize"], input: Self.texts)
        try expectSnapshot(result.output, "tokenize.txt")
        let raw = try Command.run(["tokenize", "--raw", "-"], input: Self.texts)
        try expectSnapshot(raw.output, "tokenize-raw.txt")
    }

    @Test func `explained tokens tell what decided each cut`() throws {
        let folder = try TemporaryFolder()
        let words = try folder.write("路灯不亮\thard\n修理\tdeny\n", to: "words.txt")
        let arguments = ["tokenize", "--explain", "--words", words]
        let table = try Command.run(arguments, input: Self.texts + "见 www.example.com\n")
        try expectSnapshot(table.output, "tokenize-explain.table")
    }

    @Test func `categories come with probability and reasons`() throws {
        let result = try Command.run(["classify"], input: Self.messages)
        let rows = try result.output.split(separator: "\n").map(object)
        #expect(rows.map { $0["id"] as? String } == ["1", "2", "3"])
        let keys = ["abstained", "id", "path", "probabilities", "probability", "reasons", "top"]
        #expect(rows.allSatisfy { Set($0.keys).isSuperset(of: keys) })
        #expect(rows[0]["path"] as? [String] == rows[2]["path"] as? [String])
    }

    @Test func `the same text joins the matter of the first`() throws {
        let result = try Command.run(["match"], input: Self.messages)
        let rows = try result.output.split(separator: "\n").map(object)
        #expect(rows.map { $0["matter"] as? String } == ["1", "2", "1"])
    }

    @Test(arguments: ["classify", "match", "tokenize"])
    func `one thread and three give the same bytes`(_ filter: String) throws {
        let one = try Command.run([filter, "--threads", "1"], input: Self.messages)
        let three = try Command.run([filter, "--threads", "3"], input: Self.messages)
        #expect(one.status == 0)
        #expect(one.output == three.output)
    }

    @Test func `counts are judged and forecast`() throws {
        let judged = try Command.run(["detect", "--counts", "-"], input: Self.counts)
        try expectSnapshot(judged.output, "detect-counts.csv")
        let forecast = try Command.run(
            ["forecast", "--counts", "-", "--horizon", "3"],
            input: Self.counts
        )
        try expectSnapshot(forecast.output, "forecast-counts.csv")
    }

    @Test func `a row that is no message ends the filter and is named`() throws {
        let result = try Command.run(["classify"], input: Self.messages + "not json\n")
        #expect(result.status == 1)
        #expect(result.messages.contains("标准输入 第 4 行"))
    }

    private func object(_ line: Substring) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require(value as? [String: Any])
    }
}
