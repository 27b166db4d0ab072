public import TingfengText

/// One citizen text (留言, 工单, 来件) with its time, place and handling, already masked.
///
/// `title` and `body` are the masked input, otherwise untouched; every offset that Tingfeng prints
/// counts bytes of `title + "\n" + body`. Times are seconds since 1970-01-01T00:00:00Z.
public struct Message: Sendable, Equatable {
    /// Identifier within the source, 工单编号.
    public var id: String
    /// Where it came from, such as `12345`; identifiers are unique within one source.
    public var source: String
    /// When the citizen spoke.
    public var createdAt: Int64
    /// When the system could know it, if the input says so (入库时间).
    public var arrivedAt: Int64?
    /// 标题, masked; may be empty.
    public var title: String
    /// 诉求内容, masked; empty only if there is a title.
    public var body: String
    /// 诉求类型 as the input gives it.
    public var kind: AppealKind?
    /// Category path given by the input, level 1 first; may be empty.
    public var category: [String] = []
    /// 归口类型 or the code of a foreign tree.
    public var categoryCode: String?
    /// 所属区县, 街道: the input's region text.
    public var region: String?
    /// 事发地址, masked.
    public var address: String?
    /// 承办单位.
    public var unit: String?
    /// 协办单位.
    public var coUnits: [String] = []
    /// How it was handled.
    public var lifecycle = Lifecycle()
    /// 答复意见, masked.
    public var reply: String?
    /// 受理渠道.
    public var channel: String?
    /// HMAC-SHA256 of the caller under the installation's key, hex; the caller itself is dropped.
    public var callerHash: String?
    /// 紧急程度 in the words of the input.
    public var urgency: String?
    /// Whether the caller asked for secrecy: counted, never quoted.
    public var isConfidential = false
    /// Whether the input calls it a repeat.
    public var isRepeat: Bool?
    /// 点赞数.
    public var up = 0
    /// 反对数.
    public var down = 0
    /// Columns that the map keeps under `extra:`, masked.
    public var extra: [String: String] = [:]
    /// What was masked in `title + "\n" + body`.
    public var masks: [MaskedSpan] = []

    /// Makes a message of what every message has.
    public init(id: String, source: String, createdAt: Int64, title: String = "", body: String) {
        self.id = id
        self.source = source
        self.createdAt = createdAt
        self.title = title
        self.body = body
    }

    /// Times and answers of the handling (受理→派单→签收→办理→答复→办结→回访).
    public struct Lifecycle: Sendable, Equatable {
        /// 工单状态 in the words of the input.
        public var status: String?
        /// 派单时间.
        public var dispatchedAt: Int64?
        /// 截止时间.
        public var dueAt: Int64?
        /// 签收时间.
        public var acceptedAt: Int64?
        /// 答复时间.
        public var repliedAt: Int64?
        /// 办结时间.
        public var closedAt: Int64?
        /// 是否联系.
        public var isResponded: Bool?
        /// 是否解决.
        public var isResolved: Bool?
        /// 是否满意.
        public var isSatisfied: Bool?

        /// Nothing known yet.
        public init() {}
    }
}
