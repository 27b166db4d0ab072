/// Finds where the name of a person ends or begins.
enum PersonName {
    static let someone: UInt32 = 0x67D0  // 某

    /// Characters that go on after a name rather than being its last one.
    private static let followers = characterSet(
        "是的在于来想有电手家住现今为系和与及,我你他她这那向从被因年男女身先女同老经要请对就也不已了说给把"
    )
    /// Words that may follow a name without a mark between: a name ends before them.
    private static let boundaries = characterSet("是系男女身电手住家现今于年生,原为曾在")

    /// What comes after a surname or a name and is no part of it.
    private static let titles = words(
        """
        先生 女士 小姐 同志 老师 主任 书记 局长 处长 科长 厅长 市长 县长 镇长 村长 院长 校长 经理 队长 组长 \
        会长 医生 律师 法官 警官 师傅 老板 工程 联系 电话 手机 身份 性别 等人
        """
    )
    /// Words that begin like names and follow 本人, 负责人 and the like.
    private static let notNames = words(
        """
        单位 党员 党费 党龄 成绩 成年 成立 相邻 相关 相信 农民 农村 农业 农户 高中 高度 高考 高龄 方便 方面 安全 \
        安置 时常 时间 经常 经过 经济 经营 曾经 曾多 曾在 应该 应得 应聘 向来 向贵 向您 向你 包括 严重 严格 许多 \
        申请 申报 马上 万分 万般 万不 全家 全体 全部 全额 连续 白天 项目 文化 文凭 江苏 江西 于是 和我 和他 和家 \
        和其 何况 何时 何地 从事 从未 从小 都是 单独 单身 单亲 金额 水费 水电 平时 平生 国家 东方 西方 南方 北方 \
        施工 任职 任何 林业 公司 公民 公寓 公积 木工 路过 路费 管理 左右 左手 左脚 齐全 牛肉 游客 季度 易受 易怒 \
        钱款 顾虑 解决 解释 满意 满月 盛情 计划 温馨 房屋 房产 房租 童年 关于 关注 简历 简单 商铺 商品 商户 席位 \
        古稀 古树 令人 令我 花费 花钱 平安 洪水 阳台 阳光 广东 广西 云南 池塘 景区 官方 宗教 危房 沙发 石材 余下 \
        余款 明白 明确 明知 段时 车辆 车票 车主 车位 边上 边缘 毛坯 武汉 龙头 雷雨 田地 夏天 夏季 康复 汤药 史上 \
        黄金 白血 周围 周边 周末 胡乱 罗列 范围 唐突 曹操 陆续 邻居 毕业 常住 常年 常常 时至 时隔 成功 成为 应届 \
        全职 全程 全款 连同 经人 经查 经济 经手 都市 都不 和同 和妻 和爱 和父 和母 和老 和邻 向法 向社 向当 向有 \
        于今 何去 何罪 经办 公布 公开 双方 车来 车去 车拉 车送 东西 应当 成都 常务 全名 英语 强烈 强制 强行 相当 相反
        """
    )

    private static func words(_ list: String) -> [[UInt32]] {
        list.split { $0 == " " || $0 == "\n" }.map { $0.unicodeScalars.map(\.value) }
    }

    enum Ending {
        /// Take what follows the surname.
        case free
        /// The name must end at a mark, at the end, or before a word that follows names.
        case marked
    }

    /// Where the name ends that begins at an index; nil if there is none.
    static func end(_ reader: MaskReader, at start: Int, _ ending: Ending) -> Int? {
        guard let (given, sureness) = surnameEnd(reader, at: start),
            !beginsWord(reader, at: start, notNames)
        else { return nil }
        // 张主任: the title stays.
        if beginsWord(reader, at: given, titles) { return sureness == .clear ? given : nil }
        if reader.character(at: given).value == someone {
            return reader.skip(from: given, limit: 2) { $0 == someone }
        }
        guard let end = givenNameEnd(reader, at: given) else { return nil }
        if ending == .free, sureness != .rare { return end }
        let next = reader.character(at: end).value
        let isMarked = !next.isHan && !next.isAlphanumeric
        let isFollowed = next.isOne(of: boundaries) || beginsWord(reader, at: end, titles)
        return switch (ending, sureness) {
        case (.free, _): isMarked || isFollowed ? end : nil
        case (.marked, .clear): isMarked || isFollowed ? end : nil
        case (.marked, .ambiguous): isMarked ? end : nil
        case (.marked, .rare): nil
        }
    }

    /// One or two Han characters.
    private static func givenNameEnd(_ reader: MaskReader, at start: Int) -> Int? {
        let (first, firstEnd) = reader.character(at: start)
        guard first.isHan, !first.isOne(of: followers) else { return nil }
        let (second, secondEnd) = reader.character(at: firstEnd)
        let isLong =
            second.isHan && !second.isOne(of: followers)
            && !beginsWord(reader, at: firstEnd, titles)
        return isLong ? secondEnd : firstEnd
    }

    private static func beginsWord(_ reader: MaskReader, at start: Int, _ words: [[UInt32]]) -> Bool
    {
        words.contains { reader.end(of: $0, at: start) != nil }
    }

    private static func surnameEnd(
        _ reader: MaskReader,
        at start: Int
    ) -> (end: Int, sureness: Surnames.Sureness)? {
        for surname in Surnames.compound {
            if let end = reader.end(of: surname, at: start) { return (end, .clear) }
        }
        let (value, end) = reader.character(at: start)
        return Surnames.sureness(of: value).map { (end, $0) }
    }

    /// Where the name begins that ends before an index, as in 张三先生; nil if there is none.
    static func start(_ reader: MaskReader, before end: Int) -> Int? {
        let (first, firstStart) = reader.character(before: end)
        let (second, secondStart) = reader.character(before: firstStart)
        let (third, thirdStart) = reader.character(before: secondStart)
        let sureness = Surnames.sureness(of: first)
        let isAlone = !second.isHan || second.isOne(of: beforeSurname)
        if isAlone, sureness != nil { return firstStart }
        if Surnames.compound.contains([second, first]) { return secondStart }
        guard first.isHan, second.isHan else { return nil }
        if Surnames.sureness(of: third) == .clear { return thirdStart }
        if Surnames.sureness(of: second) == .clear { return secondStart }
        return sureness == .clear || sureness == .ambiguous ? firstStart : nil
    }

    /// Characters that end the word before a surname.
    private static let beforeSurname = characterSet("的和与向由找给对为是有户主人位被跟让请住叫姓系到者民长")
}

/// Titles that follow a name.
enum Honorific {
    static let words: [[UInt32]] = ["先生", "女士", "小姐"].map { $0.unicodeScalars.map(\.value) }

    static func end(_ reader: MaskReader, at start: Int) -> Int? {
        for word in words {
            if let end = reader.end(of: word, at: start) { return end }
        }
        return nil
    }
}
