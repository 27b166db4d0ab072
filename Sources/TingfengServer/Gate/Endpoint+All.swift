import HTTPTypes
import TingfengStore

/// Who may do what (PRODUCT §7): the one table of roles and endpoints.
///
/// `researcher` sees numbers and titles of groups but no messages; `ingester` can only hand in.
extension Endpoint.Access {
    static let everyone = roles(Set(AccessToken.Role.allCases))
    static let numbers = roles([.viewer, .analyst, .operator, .researcher, .admin])
    static let messages = roles([.viewer, .analyst, .operator, .admin])
    static let ingest = roles([.ingester, .admin])
    static let detect = roles([.operator, .admin])
    static let decide = roles([.analyst, .admin])
    static let correct = roles([.analyst, .operator, .admin])
    static let research = roles([.researcher, .analyst, .operator, .admin])
}

extension Endpoint {
    /// All endpoints, in the order of the documentation.
    static let all =
        health + messageEndpoints + matterEndpoints + countEndpoints + alertEndpoints
        + quietEndpoints + textEndpoints
        + pages

    // MARK: - Health

    static let alive = Endpoint(
        name: "healthz",
        method: .get,
        path: "/healthz",
        access: .open,
        summary: "进程在运行",
        result: .text(.plain)
    )
    static let ready = Endpoint(
        name: "readyz",
        method: .get,
        path: "/readyz",
        access: .open,
        summary: "数据库可读",
        result: .text(.plain)
    )
    static let version = Endpoint(
        name: "version",
        method: .get,
        path: "/version",
        access: .open,
        summary: "版本"
    )
    static let metrics = Endpoint(
        name: "metrics",
        method: .get,
        path: "/metrics",
        access: .open,
        summary: "Prometheus 指标",
        result: .text(.prometheus)
    )
    static let openAPI = Endpoint(
        name: "openapi",
        method: .get,
        path: "/api/v1/openapi.json",
        access: .everyone,
        summary: "本文档（OpenAPI 3.1）"
    )
    private static let health = [alive, ready, version, metrics, openAPI]

    // MARK: - Messages

    static let ingest = Endpoint(
        name: "postMessages",
        method: .post,
        path: "/api/v1/messages",
        access: .ingest,
        summary: "留言入库：一条、数组或每行一条，逐条给出结果；Idempotency-Key 使重发不重复",
        parameters: [.source],
        bodies: [.json, .jsonLines],
        isWriting: true
    )
    static let search = Endpoint(
        name: "getMessages",
        method: .get,
        path: "/api/v1/messages",
        access: .messages,
        summary: "检索留言",
        parameters: [
            .query, .from, .to, .category, .region, .unit, .source, .sort, .limit(20, most: 200),
            .cursor, .asOf,
        ],
        result: .list
    )
    static let message = Endpoint(
        name: "getMessage",
        method: .get,
        path: "/api/v1/messages/{id}",
        access: .messages,
        summary: "一条留言，id 写作“来源:编号”或“编号”",
        parameters: [.asOf]
    )
    static let relabel = Endpoint(
        name: "patchMessage",
        method: .patch,
        path: "/api/v1/messages/{id}",
        access: .correct,
        summary: "改正一条留言的分类：{\"category\":\"一级/二级/三级\"}，从现在起生效",
        bodies: [.json]
    )
    private static let messageEndpoints = [ingest, search, message, relabel]

    // MARK: - Matters

    static let matter = Endpoint(
        name: "getMatter",
        method: .get,
        path: "/api/v1/matters/{id}",
        access: .messages,
        summary: "一个事项：留言、复发、人工归并与拆分；归并掉的 ID 给出归入的事项",
        parameters: [.asOf]
    )
    static let mergeMatter = Endpoint(
        name: "mergeMatter",
        method: .post,
        path: "/api/v1/matters/{id}:merge",
        access: .decide,
        summary: "与另一事项归并，保留较早的 ID：{\"other\":\"ID\",\"reason\":\"理由\"}",
        bodies: [.json],
        isWriting: true
    )
    static let splitMatter = Endpoint(
        name: "splitMatter",
        method: .post,
        path: "/api/v1/matters/{id}:split",
        access: .decide,
        summary: "拆出几条留言成为另一事项：{\"messages\":[\"编号\"],\"reason\":\"理由\"}",
        bodies: [.json],
        isWriting: true
    )
    static let undoMatter = Endpoint(
        name: "undoMatter",
        method: .post,
        path: "/api/v1/matters/{id}:undo",
        access: .decide,
        summary: "撤销最近一次归并或拆分：{\"reason\":\"理由\"}",
        bodies: [.json],
        isWriting: true
    )
    private static let matterEndpoints = [matter, mergeMatter, splitMatter, undoMatter]

    // MARK: - Counts

    static let hot = Endpoint(
        name: "getHot",
        method: .get,
        path: "/api/v1/hot",
        access: .numbers,
        summary: "热点榜",
        parameters: [.window, .by, .limit(20, most: 200), .asOf],
        result: .list
    )
    static let trend = Endpoint(
        name: "getTrend",
        method: .get,
        path: "/api/v1/trend",
        access: .numbers,
        summary: "一个序列或一个查询的计数、预期与区间",
        parameters: [.series, .query, .bin, .from, .to, .forecast, .asOf],
        result: .list
    )
    static let emerging = Endpoint(
        name: "getEmergingTerms",
        method: .get,
        path: "/api/v1/terms/emerging",
        access: .messages,
        summary: "苗头性问题：近来忽然多人说起的词和事，附留言摘录",
        parameters: [.longestWindow, .limit(20, most: 200), .asOf],
        result: .list
    )
    static let repeats = Endpoint(
        name: "getRepeat",
        method: .get,
        path: "/api/v1/repeat",
        access: .messages,
        summary: "重复诉求：同一人、同一地点或同一事项的多次留言",
        parameters: [.same, .repeatWindow, .least, .repeatSort, .limit(20, most: 200), .asOf],
        result: .list
    )
    static let compare = Endpoint(
        name: "getCompare",
        method: .get,
        path: "/api/v1/compare",
        access: .numbers,
        summary: "对比：两个时段或两个地区差在哪里",
        parameters: [.sideA, .sideB, .compareBy, .limit(20, most: 200), .asOf],
        result: .list
    )
    private static let countEndpoints = [hot, trend, emerging, repeats, compare]

    // MARK: - Text

    static let classify = Endpoint(
        name: "postClassify",
        method: .post,
        path: "/api/v1/classify",
        access: .numbers,
        summary: "分类：id、title、body 的一条、数组或每行一条",
        parameters: [.reasons],
        bodies: [.json, .jsonLines]
    )
    static let tokenize = Endpoint(
        name: "postTokenize",
        method: .post,
        path: "/api/v1/tokenize",
        access: .numbers,
        summary: "分词：text 为一段文字",
        bodies: [.json]
    )
    private static let textEndpoints = [classify, tokenize]

    // MARK: - Pages

    static let today = Endpoint(
        name: "today",
        method: .get,
        path: "/",
        access: .messages,
        summary: "今日",
        parameters: [.language, .asOf],
        result: .text(.html),
        isPage: true
    )
    static let alertPage = Endpoint(
        name: "alertPage",
        method: .get,
        path: "/alerts/{id}",
        access: .messages,
        summary: "预警依据",
        parameters: [.language, .asOf],
        result: .text(.html),
        isPage: true
    )
    static let loginPage = Endpoint(
        name: "loginPage",
        method: .get,
        path: "/login",
        access: .open,
        summary: "登录",
        parameters: [.language],
        result: .text(.html),
        isPage: true
    )
    static let login = Endpoint(
        name: "login",
        method: .post,
        path: "/login",
        access: .open,
        summary: "以令牌登录",
        parameters: [.language],
        result: .text(.html),
        bodies: [.form],
        isPage: true
    )
    static let logout = Endpoint(
        name: "logout",
        method: .post,
        path: "/logout",
        access: .open,
        summary: "退出",
        parameters: [.language],
        result: .text(.html),
        isPage: true
    )
    private static let pages = [today, alertPage, loginPage, login, logout]
}
