import Testing
import Tingfeng

@Suite struct OutputRecordTests {
    private let record = OutputRecord([
        OutputField("id", zh: "预警编号", en: "Alert", .string("9f2c")),
        OutputField("observed", zh: "实际", en: "Observed", .int(61)),
        OutputField("terms", zh: "词", en: "Terms", .list([.string("停水"), .string("没水")])),
        OutputField(
            "contribution",
            zh: "贡献",
            en: "Contribution",
            .list([
                .object([
                    OutputField("region", zh: "辖区", .string("B区")),
                    OutputField("share", zh: "占比", .percent(0.88, decimals: 0)),
                ]),
                .object([
                    OutputField("region", zh: "辖区", .string("A市C县")),
                    OutputField("share", zh: "占比", .percent(0.12, decimals: 0)),
                ]),
            ])
        ),
        OutputField(
            "quotes",
            zh: "原话",
            en: "Quotes",
            .list([.string("我们小区已经三天没有水了\n请尽快处理"), .string("没水")])
        ),
    ])

    @Test func `a record prints labels, nested tables and quotes`() {
        #expect(
            record.rendered(as: .table) == """
                预警编号: 9f2c
                实际:     61
                词:       停水、没水
                贡献:
                  辖区    占比
                  ------  ----
                  B区      88%
                  A市C县   12%
                原话:
                  - 我们小区已经三天没有水了 请尽快处理
                  - 没水

                """
        )
    }

    @Test func `a record is one JSON object`() {
        #expect(
            record.rendered(as: .jsonl) == """
                {"id":"9f2c","observed":61,"terms":["停水","没水"],\
                "contribution":[{"region":"B区","share":0.88},{"region":"A市C县","share":0.12}],\
                "quotes":["我们小区已经三天没有水了\\n请尽快处理","没水"]}

                """
        )
        #expect(record.json["observed"]?.int == 61)
    }

    @Test func `a record in Markdown is a table of two columns`() {
        let text = OutputRecord([OutputField("id", en: "Id", .string("a|b"))])
            .rendered(as: .md, OutputOptions(language: .en))
        #expect(text == "| Field | Value |\n| --- | --- |\n| Id | a\\|b |\n")
    }

    @Test func `a record in CSV has headings and one row`() {
        let text = OutputRecord([OutputField("id", .string("x")), OutputField("n", .int(2))])
            .rendered(as: .csv)
        #expect(text == "id,n\nx,2\n")
    }
}
