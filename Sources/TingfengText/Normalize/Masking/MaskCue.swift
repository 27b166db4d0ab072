/// A word that says what stands after it.
struct MaskCue: Sendable {
    enum Meaning: Sendable, Equatable {
        /// A name follows; a strict cue is also a common subject (本人), so the name must end where
        /// a name can end.
        case name(Strictness)
        /// A WeChat or QQ account.
        case account
        /// The numbers nearby are phones, identity numbers, or bank accounts.
        case phone, identity, bank
        /// The number that follows is a reference, not a person's.
        case reference
    }

    enum Strictness: Sendable, Equatable {
        /// 我叫, 姓名: a name nearly always follows.
        case strong
        /// 投诉人: only with a colon.
        case colon
        /// 本人: only if the name ends at a mark.
        case strict
    }

    let word: [UInt32]
    let meaning: Meaning

    private init(_ word: String, _ meaning: Meaning) {
        self.word = word.unicodeScalars.map(\.value)
        self.meaning = meaning
    }

    private static let names: [MaskCue] =
        ["我叫", "我名叫", "我的名字叫", "我的名字是", "本人叫", "本人姓名", "姓名", "联系人", "联络人"]
        .map { MaskCue($0, .name(.strong)) }
        + [
            // Ends 投诉人, 举报人, 负责人, and whatever else people call themselves.
            "人", "户主", "法人代表", "法定代表", "署名", "市民", "村民", "公民", "居民", "业主", "家长", "签名",
            "落款", "房主", "车主", "店主", "租客", "房东", "名字",
        ].map { MaskCue($0, .name(.colon)) }
        + [MaskCue("本人", .name(.strict))]

    private static let accounts: [MaskCue] = [
        "微信", "威信", "v信", "vx", "wx", "wechat", "weixin", "qq", "扣扣", "企鹅号", "q号",
    ].map { MaskCue($0, .account) }

    private static let contexts: [MaskCue] =
        ["电话", "手机", "联系方式", "座机", "固话", "致电", "来电", "拨打", "tel"]
        .map { MaskCue($0, .phone) }
        + ["身份证", "证件号", "居民证"].map { MaskCue($0, .identity) }
        + ["卡号", "银行卡", "账号", "帐号", "账户", "帐户", "储蓄卡", "工资卡", "社保卡", "一卡通"]
        .map { MaskCue($0, .bank) }
        + [
            "编号", "单号", "工单", "订单", "案号", "文号", "序号", "批号", "流水", "合同号", "车架号",
            "发票号", "受理号", "回执号", "查询码", "条形码", "许可证号", "信用代码", "注册号",
        ].map { MaskCue($0, .reference) }

    /// The cues by first character, longest first.
    static let byFirst: [UInt32: [MaskCue]] = {
        let cues = (names + accounts + contexts).sorted { left, right in
            left.word.count > right.word.count
        }
        return Dictionary(grouping: cues) { $0.word.first ?? 0 }
    }()
}
