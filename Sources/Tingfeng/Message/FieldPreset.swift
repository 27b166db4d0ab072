/// Header names of one kind of export (导入预设).
public enum FieldPreset: String, Sendable, CaseIterable {
    /// 12345 热线工单导出.
    case hotline = "12345"
    /// 领导留言板.
    case messageBoard = "lyb"
    /// 网络问政平台.
    case wenzheng
    /// 泰迪杯 2020 C 题的附件.
    case tipdmC = "tipdm-c"
    /// Open311 GeoReport v2.
    case open311

    /// Aliases by field, the preferred header first.
    ///
    /// Every preset also knows the canonical field names and `commonAliases`.
    var aliases: [MessageField: [String]] {
        switch self {
        case .hotline: Self.hotlineAliases
        case .messageBoard, .wenzheng, .tipdmC: Self.messageBoardAliases
        case .open311: Self.open311Aliases
        }
    }

    /// Names that research data use.
    static let commonAliases: [MessageField: [String]] = [
        .id: ["msg_id"],
        .createdAt: ["time"],
        .title: ["subject"],
        .body: ["detail"],
        .category: ["label"],
        .caller: ["user"],
        .up: ["likes"],
        .down: ["against"],
        .repliedAt: ["reply_time"],
    ]

    // 来电时间 stands first because `created_at` is when the citizen spoke; all the others of the
    // list say when somebody wrote it down.
    private static let hotlineAliases: [MessageField: [String]] = [
        .id: ["工单编号", "工单号", "诉求编号", "受理编号"],
        .createdAt: ["来电时间", "受理时间", "登记时间", "创建时间"],
        .title: ["标题", "工单标题", "诉求标题"],
        .body: ["诉求内容", "工单内容", "来电内容", "问题描述"],
        .kind: ["诉求类型", "工单类型"],
        .category1: ["一级分类"],
        .category2: ["二级分类"],
        .category3: ["三级分类"],
        .category4: ["四级分类"],
        .categoryCode: ["归口类型"],
        .region: ["所属区县", "街道"],
        .address: ["事发地址"],
        .unit: ["承办单位", "主办单位"],
        .coUnits: ["协办单位"],
        .dispatchedAt: ["派单时间"],
        .dueAt: ["截止时间"],
        .acceptedAt: ["签收时间"],
        .repliedAt: ["答复时间"],
        .closedAt: ["办结时间"],
        .status: ["工单状态"],
        .reply: ["办理结果", "答复内容"],
        .responded: ["是否联系"],
        .resolved: ["是否解决"],
        .satisfied: ["是否满意"],
        .channel: ["来源", "受理渠道"],
        .caller: ["来电号码", "联系电话"],
        .urgency: ["紧急程度"],
        .confidential: ["是否保密"],
        .isRepeat: ["是否重复"],
        .arrivedAt: ["入库时间", "接收时间"],
    ]

    private static let messageBoardAliases: [MessageField: [String]] = [
        .id: ["留言编号"],
        .createdAt: ["留言时间"],
        .title: ["留言主题"],
        .body: ["留言详情"],
        .kind: ["留言类型"],
        .category1: ["一级标签", "一级分类"],
        .category2: ["二级标签", "二级分类"],
        .category3: ["三级标签", "三级分类"],
        .region: ["地区"],
        .unit: ["答复单位"],
        .repliedAt: ["答复时间"],
        .status: ["办理状态"],
        .reply: ["答复意见"],
        .satisfied: ["满意度"],
        .channel: ["平台"],
        .caller: ["留言用户"],
        .up: ["点赞数"],
        .down: ["反对数"],
    ]

    private static let open311Aliases: [MessageField: [String]] = [
        .id: ["service_request_id"],
        .createdAt: ["requested_datetime"],
        .title: ["service_name"],
        .body: ["description"],
        .categoryCode: ["service_code"],
        .address: ["address"],
        .unit: ["agency_responsible"],
        .dueAt: ["expected_datetime"],
        .status: ["status"],
        .reply: ["status_notes"],
        .caller: ["phone"],
        .arrivedAt: ["updated_datetime"],
    ]
}
