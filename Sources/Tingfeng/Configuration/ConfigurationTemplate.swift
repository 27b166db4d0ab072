/// The commented `tingfeng.yaml` that `tingfeng init` writes.
///
/// Every key is there with its default, so that the file reads back as `Configuration()` except for
/// what the properties below change.
public struct ConfigurationTemplate: Sendable, Equatable {
    /// Fills `sources` with one source of that form; none leaves it empty.
    public var preset: Configuration.Source.Preset?
    /// Paths as they shall stand in the file.
    public var db = "tingfeng.db"
    /// Own taxonomy; none means that of the model.
    public var taxonomy: String?
    /// Table of regions, if there is one.
    public var regions: String?
    /// Key for caller hashes; none means the file beside the database.
    public var hashKeyFile: String?

    /// Creates a template.
    public init(preset: Configuration.Source.Preset? = nil) {
        self.preset = preset
    }

    /// The text of the file.
    public var text: String {
        [data, messages, detection, delivery].joined(separator: "\n")
    }

    private var data: String {
        """
        # 听风配置文件。相对路径从本文件所在目录算起；未知的键、重复的键与写错的值都会报错。
        # 时长写 15m、24h、7d、5y；字节数写 32MiB；频率写 60/min、5/day；null 表示不设。
        # 检查本文件：tingfeng config check

        # 数据库文件。
        db: \(quoted(db))

        # 当地时区（IANA 名称）；日界、时段与报表都按它计算。
        timezone: Asia/Shanghai

        calendar:
          # 节假日与调休：cn（内置）、none（不区分）或自备 CSV 的路径。
          holidays: cn
          # 工作时间。
          workday_hours: "09:00-17:00"

        taxonomy:
          # 分类体系 CSV；null 用分类模型自带的体系。
          file: \(quoted(taxonomy))
          # 分类对照 CSV（from,to）：把模型的分类换成上面体系里的分类再入库；null 不换。
          mapping: null
          # 一级分类的概率低于此值时待人工；逐级设置写成列表，例如 [0.55, 0.4]。
          abstain_below: 0.55

        dictionary:
          # 用户词典，每行：词[TAB]soft|hard|deny；库内的词另用 tingfeng words accept。
          user: []
          # 地名表。
          places: []
          # 检索时互相代替的词：null 为不用，cn 为随附的表，或自备文件的路径（每行“停水: 没水 断水”）。
          synonyms: null

        # 辖区表 CSV：code,name,parent,population。
        regions: \(quoted(regions))

        """
    }

    private var messages: String {
        """
        # 来源，写成 名称: {preset, map, dedup_key, expect_every}。
        # preset 为 12345、lyb、wenzheng、tipdm-c 或 open311；map 为自备的列名对照文件；
        # dedup_key 为 id 或 content（判断同一条留言的依据）；expect_every 如 15m（超时无数据则预警）。
        sources:\(sources)

        pii:
          # 写盘之前脱敏的个人信息种类。
          mask: [phone, id, bankcard, plate, email, wechat, name, address_detail]
          # 来电人散列密钥的文件（权限 0600）；null 用数据库旁由 init 生成的密钥。
          hash_key_file: \(quoted(hashKeyFile))

        sla:
          # 何为常规问题。
          routine: "kind in [咨询,求助] and urgency=一般"
          # 办结时限（小时）与目标比例。
          hours: 48
          target: 0.90
          # natural 按自然时间，workday 只计工作时间。
          clock: natural
          # 另有时限的分类，例如 {水电气热: 24h, 复杂疑难: 15d}。
          by_cat: {}

        """
    }

    private var detection: String {
        """
        detect:
          # 按多宽的时间段看：1d 按日；1h 按日，平均每小时一件以上的序列另按小时；1w 按周，周日满后才判。
          bin: 1h
          budget:
            # 每天可以接受几次误报。
            false_per_day: 5
            # 用多长的历史校准。
            calibrate: 365d
          # 各级预警占误报预算的份额。
          severities: {warning: 1.0, alert: 0.3, critical: 0.05}
          # 一个时间段内少于此数不预警。
          min_count: 5
          # 推送时合在一条通知里的预警：这些维度都相同。
          group_by: [category2, region1]
          # 抑制：source 预警时，equal 各维相同的 target 不再单独预警。
          inhibit:
            - {source: {region: parent}, target: {region: child}, equal: [category2]}
          # 预期内的上升，例如 [{match: {category2: 供暖}, from: 11-15, to: 03-15, mode: seasonal}]。
          expected: []
          # 多久没有异常即解除；突增与规则至少静 3 天，事项至少静 10 天。
          resolve_after: 6h

        # 监测规则，例如
        #   - {name: 讨薪集体, query: '讨薪 OR 拖欠工资', min: 3, window: 24h, distinct: callers, severity: alert}
        # distinct 为 messages、callers 或 matters；severity 为 warning、alert 或 critical。
        rules: []

        """
    }

    private var delivery: String {
        """
        # 推送，例如
        #   - {type: webhook, url_env: TF_HOOK, secret_env: TF_HOOK_KEY, min_severity: alert}
        #   - {type: alertmanager, url_env: ALERTMANAGER, min_severity: warning}
        #   - {type: file, dir: spool, min_severity: warning}
        # 地址与密钥只写环境变量名，不写在本文件里。
        notify: []

        retention:
          # 留言、原文引用与审计记录的保存期限。
          messages: 5y
          quotes: 1y
          audit: 6y

        server:
          # 监听地址；对外服务请放在 nginx 或 Caddy 之后。
          listen: 127.0.0.1:8710
          # 每个令牌的请求频率，按角色；null 表示不限。
          rate_limit: {viewer: 60/min, ingester: 600/min}
          # 请求体上限。
          max_body: 32MiB

        """
    }

    private var sources: String {
        guard let preset else { return " {}" }
        return """

              \(quoted(preset.rawValue)):
                preset: \(quoted(preset.rawValue))
                map: null
                dedup_key: id
                expect_every: null
            """
    }

    /// Single quotes take any text as it is; a quote inside is doubled.
    private func quoted(_ text: String?) -> String {
        guard let text else { return "null" }
        let isPlain = text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || "-./".utf8.contains(byte)
        }
        let isWord = isPlain && text.utf8.first.map { (97...122).contains($0) } == true
        return isWord && text != "null" ? text : "'" + text.replacing("'", with: "''") + "'"
    }
}
