import Foundation

/// A town of two districts whose messages the golden outputs are made from.
///
/// 17 weeks of quiet days, then four days without water in one street. Written for these tests;
/// nothing in it is real.
enum SampleTown {
    /// The moment that questions are asked for.
    static let asOf = "2025-04-30"

    static let regions = """
        code,name,parent,population
        990000,云川市,,900000
        990001,东城区,990000,500000
        990002,西城区,990000,400000

        """

    /// What people write about on quiet days: title, body, category, district, unit, kind.
    private static let kernels: [[String]] = [
        ["柳荫路路灯不亮", "柳荫路到菜市场一段路灯坏了好几盏，晚上接孩子看不清路。", "城乡建设,城市建设和市政管理,城市公共设施", "东城区", "市城管局", "投诉"],
        ["幸福里小区夜间施工噪音", "幸福里小区旁边工地半夜还在打桩，老人孩子睡不着。", "环境保护,环境污染,噪音污染", "西城区", "市生态环境局", "投诉"],
        ["咨询医保异地备案", "父母搬来同住，想问异地就医备案要带什么材料。", "卫生计生,医保,异地就医", "东城区", "市医保局", "咨询"],
        ["12路公交车间隔太长", "12路车早高峰要等四十分钟，上班经常迟到。", "交通运输,公共交通,公共汽车", "西城区", "市交通局", "建议"],
        ["工地拖欠工资", "在河西工地干了三个月活，包工头一直不发工资。", "劳动和社会保障,劳动保护,工资福利", "西城区", "市人社局", "求助"],
        ["小学课后服务收费", "想问课后服务费是怎么定的，为什么每个班不一样。", "教育文体,教育,教育收费", "东城区", "市教育局", "咨询"],
    ]

    private static let outage = [
        "停水没有通知", "云锦街从早上开始停水，没有任何通知，家里做饭都成问题。",
        "城乡建设,城市建设和市政管理,城市供水", "东城区", "市水务局", "投诉",
    ]

    private static let header =
        "工单编号,受理时间,标题,诉求内容,一级分类,二级分类,三级分类,所属区县,承办单位,诉求类型,来电号码"

    /// The export of the town's hotline, as its clerks would send it.
    static let messages: String = {
        var lines = [header]
        for day in 0..<120 { lines += quietDay(day) }
        for day in 116..<120 { lines += (0..<9).map { row(outage, day: day, slot: 20 + $0) } }
        return lines.joined(separator: "\n") + "\n"
    }()

    /// Three calls on workdays and one at the week's end, each kernel in its turn.
    private static func quietDay(_ day: Int) -> [String] {
        let isWeekend = day % 7 == 3 || day % 7 == 4
        return (0..<(isWeekend ? 1 : 3)).map { slot in
            row(kernels[(day * 7 + slot * 5) % kernels.count], day: day, slot: slot)
        }
    }

    /// The 120 days end with 30 April 2025; every caller is another one.
    private static func row(_ kernel: [String], day: Int, slot: Int) -> String {
        let start = Date(timeIntervalSince1970: 1_735_754_400)  // 2025-01-01 18:00 UTC
        let date = start.addingTimeInterval(Double(day) * 86_400)
        let text = date.formatted(.iso8601.year().month().day())
        let number = "Y\(String(format: "%03d", day))\(String(format: "%02d", slot))"
        let time = "\(text) \(8 + slot % 12):\(String(format: "%02d", day % 60)):00"
        let caller = "139\(String(format: "%08d", day * 100 + slot))"
        return ([number, time] + kernel + [caller]).joined(separator: ",")
    }

    /// A database with the town's messages and alerts, made once.
    static let database: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        try folder.write(regions, to: "regions.csv")
        try folder.write(messages, to: "town.csv")
        let steps = [
            ["init", "--db", "town.db", "--regions", "regions.csv"],
            ["ingest", "--db", "town.db", "town.csv", "--source", "12345"],
            ["detect", "--db", "town.db", "--as-of", asOf, "--from", "2025-04-01"],
        ]
        for step in steps {
            let result = try Command.run(step + ["--quiet"], in: folder.url)
            guard result.status == 0 else { throw Failed(step: step, messages: result.messages) }
        }
        return folder
    }

    struct Failed: Error {
        let step: [String]
        let messages: String
    }

    /// Asks the town's database; it must not be changed.
    static func run(_ arguments: String...) throws -> Command.Result {
        try Command.run(
            arguments + ["--db", "town.db"],
            in: try database.get().url
        )
    }
}
