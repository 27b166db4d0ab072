import Testing
import Tingfeng

@Suite struct OutputTableTests {
    /// Two rows of a hot list with Chinese, ASCII, emoji, an absent value and hostile text.
    private let table = OutputTable(
        columns: [
            OutputColumn("rank", zh: "排名", en: "Rank", .right),
            OutputColumn("place", zh: "地点", en: "Place"),
            OutputColumn("heat", zh: "热度", en: "Heat", .right),
            OutputColumn("q", zh: "q值", en: "q", .right),
            OutputColumn("from", zh: "起始", en: "From"),
            OutputColumn("description", zh: "问题描述", en: "Description"),
        ],
        rows: [
            [
                .int(1), .string("A市B区"), .double(98.25, decimals: 1),
                .significant(3.14e-14, digits: 2), .time(1_752_454_800, offset: 28_800),
                .string("小区停水🚰 3 days, \"没水\""),
            ],
            [
                .int(12), .null, .double(7, decimals: 1), .significant(0.25, digits: 2),
                .date(20_283), .string("=1+1|*x*\n\u{202E}abc"),
            ],
        ]
    )

    @Test func `a table aligns wide, narrow and emoji text`() {
        #expect(
            table.rendered(as: .table) == """
                排名  地点    热度      q值  起始              问题描述
                ----  ------  ----  -------  ----------------  -------------------------
                   1  A市B区  98.3  3.1e-14  2025-07-14 09:00  小区停水🚰 3 days, "没水"
                  12  -        7.0     0.25  2025-07-14        =1+1|*x* [U+202E]abc

                """
        )
    }

    @Test func `every line of a fitted table has at most the asked width`() {
        let lines = table.rendered(as: .table, OutputOptions(language: .en, width: 66))
            .split(separator: "\n").map(String.init)
        #expect(lines.map(displayWidth).allSatisfy { $0 <= 66 })
        #expect(lines[2].hasSuffix("小区停水🚰 3 days,…"))
        #expect(lines[0].hasPrefix("Rank  Place"))
    }

    @Test func `JSON keeps column order and prints times with their zone`() {
        #expect(
            table.rendered(as: .jsonl) == """
                {"rank":1,"place":"A市B区","heat":98.3,"q":3.1e-14,\
                "from":"2025-07-14T09:00:00+08:00","description":"小区停水🚰 3 days, \\"没水\\""}
                {"rank":12,"place":null,"heat":7,"q":0.25,\
                "from":"2025-07-14","description":"=1+1|*x*\\n\\u202eabc"}

                """
        )
    }

    @Test func `pretty JSON is indented by two`() {
        let table = OutputTable(columns: [OutputColumn("n")], rows: [[.int(1)], [.list([])]])
        #expect(
            table.rendered(as: .json) == """
                [
                  {
                    "n": 1
                  },
                  {
                    "n": []
                  }
                ]

                """
        )
        #expect(
            table.rendered(as: .json, OutputOptions(isPretty: false)) == #"[{"n":1},{"n":[]}]"#
                + "\n"
        )
    }

    @Test func `CSV quotes, guards formulas and leaves numbers alone`() {
        #expect(
            table.rendered(as: .csv) == """
                rank,place,heat,q,from,description
                1,A市B区,98.3,3.1e-14,2025-07-14 09:00,"小区停水🚰 3 days, ""没水\"""
                12,,7.0,0.25,2025-07-14,"'=1+1|*x*
                \u{202E}abc"

                """
        )
    }

    @Test func `Markdown cells carry neither pipes nor markup`() {
        #expect(
            table.rendered(as: .md) == """
                | 排名 | 地点 | 热度 | q值 | 起始 | 问题描述 |
                | ---: | --- | ---: | ---: | --- | --- |
                | 1 | A市B区 | 98.3 | 3.1e-14 | 2025-07-14 09:00 | 小区停水🚰 3 days, "没水" |
                | 12 | - | 7.0 | 0.25 | 2025-07-14 | =1+1\\|\\*x\\* \\[U+202E\\]abc |

                """
        )
    }

    @Test(arguments: [
        (OutputFormat.table, "编号\n----\n"), (.json, "[]\n"), (.jsonl, ""), (.csv, "id\n"),
        (.md, "| 编号 |\n| --- |\n"),
    ])
    func `a table without rows is still valid`(format: OutputFormat, text: String) {
        let empty = OutputTable(columns: [OutputColumn("id", zh: "编号")])
        #expect(empty.rendered(as: format) == text)
    }

    @Test func `colour codes appear only when asked for`() {
        let table = OutputTable(columns: [OutputColumn("id", zh: "编号")])
        #expect(!table.rendered(as: .table).contains("\u{1B}"))
        let colored = table.rendered(as: .table, OutputOptions(isColored: true))
        #expect(colored.hasPrefix("\u{1B}[1m编号\u{1B}[0m\n"))
    }

    @Test func `escape sequences in text never reach the terminal`() {
        let table = OutputTable(
            columns: [OutputColumn("t")],
            rows: [[.string("a\u{1B}[31mred\u{7}\u{9B}\u{200B}b")]]
        )
        #expect(table.rendered(as: .table) == "t\n" + "------------\n" + "a␛[31mred␇\u{FFFD}b\n")
        for format in [OutputFormat.table, .md, .json, .jsonl] {
            #expect(!table.rendered(as: format).unicodeScalars.contains("\u{1B}"))
        }
    }
}
