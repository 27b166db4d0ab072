import Tingfeng

/// The words of the pages in one language, by the names that the templates use.
struct PageWords {
    let language: Language

    private static let table: [(key: String, zh: String, en: String)] = [
        ("app", "听风", "Tingfeng"), ("today", "今日", "Today"),
        ("skip", "跳到正文", "Skip to content"), ("logout", "退出", "Log out"),
        ("login", "登录", "Log in"), ("token", "访问令牌", "Access token"),
        ("tokenHelp", "令牌由管理员用 tingfeng token add 生成。", "Ask your administrator for a token."),
        ("badToken", "令牌无效、已过期或已吊销。", "This token is unknown, expired or revoked."),
        ("messages", "今日来件", "Messages today"), ("expected", "此刻预期", "Expected by now"),
        ("projected", "预计全天", "Whole day, projected"), ("usual", "同类日预期", "Usual for such a day"),
        ("open", "未结预警", "Open alerts"), ("quarantine", "隔离区", "Quarantine"),
        ("rows", "行待修", "rows to mend"), ("hours", "今天各小时", "Today by hour"),
        ("alerts", "未结预警", "Open alerts"), ("noAlerts", "没有未结的预警。", "No open alerts."),
        ("evidence", "依据", "Evidence"), ("plot", "图", "Plot"),
        ("hot", "热点榜", "Hot list"), ("hotWindow", "近 7 天，前 10", "last 7 days, top 10"),
        ("rank", "名次", "Rank"), ("description", "问题描述", "Matter"),
        ("count", "留言", "Messages"), ("callers", "诉求人", "Callers"),
        ("expectedCallers", "预期", "Expected"), ("heat", "热度", "Heat"),
        ("spark", "近 28 天", "Last 28 days"), ("noHot", "这段时间没有留言。", "No messages."),
        ("feeds", "来源", "Sources"), ("source", "来源", "Source"),
        ("newest", "最新到达", "Newest arrival"), ("lastDay", "24 小时", "24 h"),
        ("lastWeek", "7 天", "7 days"), ("state", "状态", "State"),
        ("noFeeds", "还没有来源。", "No sources yet."), ("other", "English", "中文"),
        ("files", "数据：", "Data: "),
    ]

    /// For the templates.
    var dictionary: [String: String] {
        Dictionary(
            Self.table.map { ($0.key, language.text(zh: $0.zh, en: $0.en)) },
            uniquingKeysWith: { $1 }
        )
    }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .warning: language.text(zh: "提示", en: "warning")
        case .alert: language.text(zh: "预警", en: "alert")
        case .critical: language.text(zh: "严重", en: "critical")
        }
    }

    func state(_ state: Incident.State) -> String {
        switch state {
        case .provisional: language.text(zh: "待日终确认", en: "provisional")
        case .firing: language.text(zh: "持续", en: "firing")
        case .suppressed: language.text(zh: "不提醒", en: "suppressed")
        case .resolved: language.text(zh: "已解除", en: "resolved")
        }
    }

    func weekday(_ index: Int) -> String {
        let zh = ["一", "二", "三", "四", "五", "六", "日"].map { "星期" + $0 }
        let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return language.text(zh: zh[index], en: en[index])
    }
}
