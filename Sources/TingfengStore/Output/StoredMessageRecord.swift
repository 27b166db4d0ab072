public import Tingfeng

extension StoredMessage {
    /// The message with the names of PRODUCT §5.2.
    public func record(time: LocalTime) -> OutputRecord {
        OutputRecord(
            identity(time) + contents + found + handling(time) + [
                OutputField("confidential", zh: "保密", .bool(message.isConfidential)),
                OutputField("masks", zh: "脱敏处", .string(message.isConfidential ? "" : masks)),
            ]
        )
    }

    private func identity(_ time: LocalTime) -> [OutputField] {
        [
            OutputField("id", zh: "编号", .string(message.id)),
            OutputField("source", zh: "来源", .string(source)),
            OutputField("rev", zh: "版本", .int(rev)),
            OutputField("created_at", zh: "时间", .moment(message.createdAt, time)),
            OutputField("arrived_at", zh: "到达", .moment(arrivedAt, time)),
        ]
    }

    private var contents: [OutputField] {
        [
            OutputField("title", zh: "标题", .string(message.title)),
            OutputField("body", zh: "内容", .string(message.body)),
            OutputField("kind", zh: "诉求类型", .text(message.kind?.rawValue)),
            OutputField("address", zh: "地址", .text(message.address)),
            OutputField("urgency", zh: "紧急程度", .text(message.urgency)),
            OutputField("channel", zh: "渠道", .text(message.channel)),
            OutputField("up", zh: "点赞", .int(message.up)),
            OutputField("down", zh: "反对", .int(message.down)),
        ]
    }

    private var found: [OutputField] {
        [
            OutputField("category", zh: "分类", .string(category)),
            OutputField("best_path", zh: "最可能的分类", .string(bestPath)),
            OutputField("probability", zh: "概率", .double(probability, decimals: 4)),
            OutputField("abstained", zh: "待人工", .bool(isAbstained)),
            OutputField("model", zh: "模型", .string(model)),
            OutputField("region", zh: "地区", .string(region)),
            OutputField("matter", zh: "事项", .string(matter)),
        ]
    }

    private func handling(_ time: LocalTime) -> [OutputField] {
        let life = message.lifecycle
        return [
            OutputField("unit", zh: "承办单位", .text(message.unit)),
            OutputField("status", zh: "状态", .text(life.status)),
            OutputField("dispatched_at", zh: "派单", .moment(life.dispatchedAt, time)),
            OutputField("due_at", zh: "截止", .moment(life.dueAt, time)),
            OutputField("accepted_at", zh: "签收", .moment(life.acceptedAt, time)),
            OutputField("replied_at", zh: "答复时间", .moment(life.repliedAt, time)),
            OutputField("closed_at", zh: "办结", .moment(life.closedAt, time)),
            OutputField("responded", zh: "已联系", .flag(life.isResponded)),
            OutputField("resolved", zh: "已解决", .flag(life.isResolved)),
            OutputField("satisfied", zh: "满意", .flag(life.isSatisfied)),
            OutputField("reply", zh: "答复", .text(message.reply)),
        ]
    }
}

extension OutputValue {
    static func text(_ text: String?) -> OutputValue {
        text.map(OutputValue.string) ?? .null
    }

    fileprivate static func flag(_ flag: Bool?) -> OutputValue {
        flag.map(OutputValue.bool) ?? .null
    }

    static func moment(_ moment: Int64?, _ time: LocalTime) -> OutputValue {
        moment.map { .time($0, offset: time.offset(at: $0)) } ?? .null
    }
}
