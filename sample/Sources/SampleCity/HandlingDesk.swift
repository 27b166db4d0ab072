import Foundation

/// Sends messages to units, sets deadlines and closes most of them within 48 hours.
struct HandlingDesk {
    private let units: PrefixTable
    private let replies: PrefixTable
    private let holidays: HolidayTable
    /// The export was made then: nothing later is in it.
    private let exportedAt: CivilTime

    init(folder: URL, holidays: HolidayTable, exportedAt: CivilTime) throws {
        units = try PrefixTable(folder.appendingPathComponent("units.tsv"))
        replies = try PrefixTable(folder.appendingPathComponent("replies.tsv"))
        self.holidays = holidays
        self.exportedAt = exportedAt
    }

    func handle(_ message: SampleMessage, _ random: inout SplitMix64) -> Handling {
        var handling = Handling()
        let kernel = message.kernel
        handling.unit = (units.texts(for: kernel.category).first ?? "{district}政府")
            .replacingOccurrences(of: "{district}", with: message.street.district)
        handling.urgency = urgency(of: message, &random)
        handling.confidential = random.chance(kernel.kind == "举报" ? 0.25 : 0.02)
        handling.dueAt = dueAt(for: message, urgency: handling.urgency)
        let dispatched = message.createdAt.adding(
            random.number(in: 4...random.pick([60, 300, 1_200])) * 60
        )
        guard dispatched < exportedAt else { return handling }
        handling.dispatchedAt = dispatched
        let closed = message.createdAt.adding(closingSeconds(for: kernel, &random))
        if closed < exportedAt, closed > dispatched {
            close(&handling, at: closed, message, &random)
        } else {
            handling.status = random.pick(["派单", "签收", "办理", "办理", "办理", "延期", "改派"])
        }
        return handling
    }

    private static let urgentWords = [
        "煤气味", "燃气味", "漏电", "塌", "着火", "冒烟", "掉下来", "触电", "被困", "跳楼", "危险", "晕倒", "轻生",
    ]

    private func urgency(of message: SampleMessage, _ random: inout SplitMix64) -> String {
        let isGrave = Self.urgentWords.contains { message.body.contains($0) }
        if isGrave { return random.pick(["一般", "紧急", "紧急", "特急"]) }
        return random.chance(0.02) ? "紧急" : "一般"
    }

    private func dueAt(for message: SampleMessage, urgency: String) -> CivilTime {
        switch (urgency, message.kernel.kind) {
        case ("特急", _): message.createdAt.adding(2 * CivilTime.hour)
        case ("紧急", _): message.createdAt.adding(24 * CivilTime.hour)
        case (_, "咨询"): holidays.adding(workdays: 1, to: message.createdAt)
        default: holidays.adding(workdays: 5, to: message.createdAt)
        }
    }

    /// Four of five within 48 hours; land, villages and officials take longer.
    private func closingSeconds(for kernel: Kernel, _ random: inout SplitMix64) -> Int {
        if kernel.kind == "咨询" { return random.number(in: 1...40) * CivilTime.hour + 737 }
        let isSlow = ["国土资源", "农村农业", "纪检监察", "政法"].contains(kernel.levelOne)
        if random.chance(isSlow ? 0.66 : 0.86) { return random.number(in: 150...2_870) * 60 }
        if random.chance(0.04) { return 400 * CivilTime.day }
        return (49 + random.below(24 * random.pick([3, 6, 12, 25]))) * CivilTime.hour + 319
    }

    private func close(
        _ handling: inout Handling,
        at time: CivilTime,
        _ message: SampleMessage,
        _ random: inout SplitMix64
    ) {
        handling.closedAt = time
        let own = replies.texts(for: message.kernel.category)
        handling.reply = random.pick(random.chance(0.5) ? own : replies.general)
            .replacingOccurrences(of: "{unit}", with: handling.unit)
            .replacingOccurrences(of: "{n}", with: String(random.number(in: 2...15)))
        handling.status = random.pick(["办结", "办结", "办结", "回访", "回访"])
        guard handling.status == "回访" else { return }
        handling.responded = random.chance(0.93) ? "是" : "否"
        handling.resolved = random.chance(0.78) ? "是" : "否"
        handling.satisfied = random.chance(handling.resolved == "是" ? 0.95 : 0.45) ? "是" : "否"
    }
}
