public import Tingfeng

extension MatterPage {
    /// The matter as one record: what it is, its messages, what was decided.
    public func record(time: LocalTime) -> OutputRecord {
        OutputRecord([
            OutputField("id", zh: "事项", en: "Matter", .string(key)),
            OutputField("redirected_from", zh: "原ID", en: "Redirected from", .text(redirectedFrom)),
            OutputField("description", zh: "问题描述", en: "Description", .string(description)),
            OutputField("region", zh: "地区", en: "Region", .string(region)),
            OutputField("category", zh: "分类", en: "Category", .string(category)),
            OutputField("messages", zh: "留言数", en: "Messages", .int(members.count)),
            OutputField("callers", zh: "诉求人数", en: "Callers", .int(callers)),
            OutputField("from", zh: "起", en: "From", .moment(members.first?.createdAt, time)),
            OutputField("to", zh: "止", en: "To", .moment(members.last?.createdAt, time)),
            OutputField("relapses", zh: "复发次数", en: "Relapses", .int(relapses)),
            OutputField(
                "members",
                zh: "留言",
                en: "Messages",
                .list(members.map { .object($0.fields(time)) })
            ),
            OutputField(
                "decisions",
                zh: "人工归并与拆分",
                en: "Decisions",
                .list(decisions.map { .object($0.fields(time)) })
            ),
        ])
    }

    private var relapses: Int { members.count { $0.isRelapse } }
}

extension MatterPage.Member {
    fileprivate func fields(_ time: LocalTime) -> [OutputField] {
        [
            OutputField("created_at", zh: "时间", en: "Time", .moment(createdAt, time)),
            OutputField("id", zh: "编号", en: "ID", .string(key)),
            OutputField("title", zh: "标题", en: "Title", .string(title)),
            OutputField(
                "similarity",
                zh: "相似度",
                en: "Similarity",
                .double(similarity, decimals: 2)
            ),
            OutputField("actor", zh: "归入者", en: "Actor", .string(actor)),
            OutputField("relapse", zh: "复发", en: "Relapse", .bool(isRelapse)),
        ]
    }
}

extension MatterDecision {
    /// The decision as one record.
    public func record(time: LocalTime) -> OutputRecord { OutputRecord(fields(time)) }

    func fields(_ time: LocalTime) -> [OutputField] {
        [
            OutputField("decision", zh: "序号", en: "No.", .int(Int(id))),
            OutputField("at", zh: "时间", en: "Time", .moment(at, time)),
            OutputField("actor", zh: "操作者", en: "Actor", .string(actor)),
            OutputField("action", zh: "动作", en: "Action", .string(action.rawValue)),
            OutputField("matter", zh: "事项", en: "Matter", .string(matter)),
            OutputField("other", zh: "另一事项", en: "Other", .string(other)),
            OutputField("messages", zh: "移动留言数", en: "Messages moved", .int(messages)),
            OutputField("undoes", zh: "撤销的序号", en: "Undoes", undoes.map { .int(Int($0)) } ?? .null),
            OutputField("reason", zh: "理由", en: "Reason", .string(reason)),
        ]
    }
}
