import Foundation

/// Writes one message as a row of the export in GB18030, whole or broken in a given way.
struct RowEncoder {
    static let header = [
        "工单编号", "受理渠道", "受理时间", "入库时间", "标题", "诉求内容", "诉求类型", "所属区县", "街道", "事发地址",
        "来电号码", "紧急程度", "是否保密", "承办单位", "派单时间", "截止时间", "办结时间", "工单状态", "办理结果",
        "是否联系", "是否解决", "是否满意", "话务员工号", "回访备注",
    ]

    private static let idColumn = 0
    private static let timeColumn = 2
    private static let titleColumn = 4
    private static let bodyColumn = 5

    private static let badTimes = [
        "2025-02-30 10:15:00", "2025/13/5 9:00", "2026-06-31 08:20:00", "昨天上午",
        "0000-00-00 00:00:00",
        "25-7-1 9:05", "2025-11-08 27:61:00", "########",
    ]
    /// A byte that starts nothing; a lead byte without its trail; half a four-byte character.
    private static let badBytes: [[UInt8]] = [
        [0xFF], [0xB0, 0x20], [0x81, 0x30, 0x81], [0xFE, 0xFF],
    ]

    func header() throws -> [UInt8] { try line(Self.header) }

    func row(
        _ message: SampleMessage,
        broken kind: BrokenKind?,
        _ random: inout SplitMix64
    ) throws -> [UInt8] {
        var cells = self.cells(of: message, &random)
        switch kind {
        case nil: return try line(cells)
        case .undecodable: return try lineWithBadBytes(cells, random.pick(Self.badBytes))
        case .badDate: cells[Self.timeColumn] = random.pick(Self.badTimes)
        case .missingID: cells[Self.idColumn] = ""
        case .missingText:
            cells[Self.titleColumn] = ""
            cells[Self.bodyColumn] = ""
        case .columnCount:
            if random.chance(0.5) {
                return try line(Array(cells.prefix(random.number(in: 12...19))))
            }
            cells.insert("（续）", at: Self.bodyColumn + 1)
        }
        return try line(cells)
    }

    private func cells(of message: SampleMessage, _ random: inout SplitMix64) -> [String] {
        let handling = message.handling
        let shape = message.channel.timeShape
        let hasRegion = message.kernel.event != nil || random.chance(0.95)
        let agent =
            message.channel == .phone ? "HW\(padded(random.number(in: 1...36), width: 3))" : ""
        return [
            message.id, message.channel.rawValue, shape.text(message.createdAt),
            shape.text(message.arrivedAt), message.title, message.body, message.kernel.kind,
            hasRegion ? message.street.district : "", hasRegion ? message.street.name : "",
            message.address, message.caller, handling.urgency, handling.confidential ? "是" : "否",
            handling.unit, optional(handling.dispatchedAt, shape), optional(handling.dueAt, shape),
            optional(handling.closedAt, shape), handling.status, handling.reply,
            handling.responded, handling.resolved, handling.satisfied, agent,
            handling.satisfied == "否" ? "不认可处理结果" : "",
        ]
    }

    private func optional(_ time: CivilTime?, _ shape: TimeShape) -> String {
        time.map(shape.text) ?? ""
    }

    private func lineWithBadBytes(_ cells: [String], _ bad: [UInt8]) throws -> [UInt8] {
        let body = cells[Self.bodyColumn]
        // After a comma, so that no planted datum is cut in two.
        let middle = body.lastIndex(of: "，").map(body.index(after:)) ?? body.endIndex
        let before = Array(cells[..<Self.bodyColumn])
        let after = Array(cells[(Self.bodyColumn + 1)...])
        let head = try gb18030(before.map(quoted).joined(separator: ",") + ",\"")
        let left = try gb18030(doubled(String(body[..<middle])))
        let right = try gb18030(doubled(String(body[middle...])))
        let tail = try gb18030("\"," + after.map(quoted).joined(separator: ",") + "\r\n")
        return head + left + bad + right + tail
    }

    private func line(_ cells: [String]) throws -> [UInt8] {
        try gb18030(cells.map(quoted).joined(separator: ",") + "\r\n")
    }

    private func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains { ",\"\r\n\t".unicodeScalars.contains($0) }
        return needsQuotes ? "\"\(doubled(cell))\"" : cell
    }

    private func doubled(_ cell: String) -> String {
        cell.replacingOccurrences(of: "\"", with: "\"\"")
    }

    private func gb18030(_ text: String) throws -> [UInt8] {
        guard let data = text.data(using: String.Encoding(rawValue: 0x8000_0632)) else {
            throw SampleError.unencodable(text)
        }
        return [UInt8](data)
    }
}
