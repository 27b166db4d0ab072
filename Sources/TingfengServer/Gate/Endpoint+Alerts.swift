import HTTPTypes
import TingfengStore

/// Incidents and what keeps them quiet.
extension Endpoint {
    static let alerts = Endpoint(
        name: "getAlerts",
        method: .get,
        path: "/api/v1/alerts",
        access: .numbers,
        summary: "预警清单",
        parameters: [.state, .severity, .label, .limit(50, most: 500), .asOf],
        result: .list
    )
    static let alert = Endpoint(
        name: "getAlert",
        method: .get,
        path: "/api/v1/alerts/{id}",
        access: .numbers,
        summary: "一条预警及其经过",
        parameters: [.asOf]
    )
    static let evidence = Endpoint(
        name: "getAlertEvidence",
        method: .get,
        path: "/api/v1/alerts/{id}/evidence",
        access: .messages,
        summary: "预警的依据：增量构成、特征词、留言摘录",
        parameters: [.asOf]
    )
    static let plot = Endpoint(
        name: "getAlertPlot",
        method: .get,
        path: "/api/v1/alerts/{id}/plot.svg",
        access: .numbers,
        summary: "预警前后的计数图",
        parameters: [.language, .asOf],
        result: .text(.svg)
    )
    static let detect = Endpoint(
        name: "postDetect",
        method: .post,
        path: "/api/v1/detect",
        access: .detect,
        summary: "检测突增与骤降，更新预警",
        parameters: [.budget, .runID, .dryRun, .asOf],
        isWriting: true
    )
    static let replay = Endpoint(
        name: "postReplay",
        method: .post,
        path: "/api/v1/replay",
        access: .research,
        summary: "回放一段日子（任务）：{\"from\":\"日期\",\"to\":\"日期\",\"step_days\":1}",
        bodies: [.json]
    )
    static let job = Endpoint(
        name: "getJob",
        method: .get,
        path: "/api/v1/jobs/{id}",
        access: .research,
        summary: "一个任务的状态与结果"
    )
    static let alertEndpoints =
        [alerts, alert, evidence, plot] + handlingEndpoints + [detect, replay, job]

    static let acknowledgeAlert = handling("ack", "签收：{\"note\":\"说明\"}")
    static let assignAlert = handling("assign", "交办：{\"to\":\"承办人或承办单位\"}")
    static let resolveAlert = handling("resolve", "宣布了结：{\"note\":\"说明\"}")
    static let reopenAlert = handling("reopen", "撤回了结：{\"note\":\"说明\"}")
    static let labelAlert = handling("label", "认定：{\"label\":\"true|false|expected\"}")
    private static let handlingEndpoints =
        [acknowledgeAlert, assignAlert, resolveAlert, reopenAlert, labelAlert]

    private static func handling(_ action: String, _ summary: String) -> Endpoint {
        Endpoint(
            name: action + "Alert",
            method: .post,
            path: "/api/v1/alerts/{id}:" + action,
            access: .correct,
            summary: summary,
            bodies: [.json],
            isWriting: true
        )
    }

    // MARK: - Silences and rules

    static let silences = Endpoint(
        name: "getSilences",
        method: .get,
        path: "/api/v1/silences",
        access: .numbers,
        summary: "静默，新的在前",
        result: .list
    )
    static let addSilence = Endpoint(
        name: "postSilence",
        method: .post,
        path: "/api/v1/silences",
        access: .correct,
        summary: "新增静默：{\"match\":\"category=供暖\",\"until\":\"7d\",\"reason\":\"理由\"}",
        bodies: [.json],
        isWriting: true
    )
    static let expireSilence = Endpoint(
        name: "deleteSilence",
        method: .delete,
        path: "/api/v1/silences/{id}",
        access: .correct,
        summary: "提前结束静默",
        isWriting: true
    )
    static let rules = Endpoint(
        name: "getRules",
        method: .get,
        path: "/api/v1/rules",
        access: .numbers,
        summary: "配置里的监测规则",
        result: .list
    )
    static let previewRule = Endpoint(
        name: "previewRule",
        method: .post,
        path: "/api/v1/rules:preview",
        access: .numbers,
        summary: "试算规则：{\"query\":\"讨薪\",\"min\":3,\"window\":\"24h\"}，过去哪些天会报",
        parameters: [.days, .asOf],
        bodies: [.json]
    )
    static let quietEndpoints = [silences, addSilence, expireSilence, rules, previewRule]
}
