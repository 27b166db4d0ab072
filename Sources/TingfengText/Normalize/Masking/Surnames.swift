/// Family names (姓氏).
enum Surnames {
    /// How sure it is that a character before a given name is a surname.
    enum Sureness {
        case clear
        /// Also begins common words: 高度, 马上, 许多.
        case ambiguous
        /// Far more often another word: 和, 于, 全.
        case rare
    }

    static func sureness(of character: UInt32) -> Sureness? {
        if clear.contains(character) { return .clear }
        if ambiguous.contains(character) { return .ambiguous }
        return rare.contains(character) ? .rare : nil
    }

    private static let clear = characterSet(
        """
        张王李刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈吕苏卢蒋蔡贾丁魏薛\
        叶阎潘杜戴钟汪姜范姚谭廖邹熊陆郝孔崔邱秦侯邵孟尹黎乔贺赖龚庞樊兰殷翟倪俞葛章鲁韦\
        俄柯阮莫骆裴涂蓝耿聂岳翁欧甘卞凌柏巫佟费荣甄褚窦滕巩麦柴蒙奚苗邬匡晏瞿冉栾闵冼詹\
        肖闫彭喻谌娄庄辛祝霍曲芦靳卜邢舒宁鲍卓闻屈覃焦隋佘虞蔺戚桂伍艾旷颜祁仇郎敖邝邸郗\
        厉储符奉廉丛岑缪裘胥姬郜戎庾粟卿揭扈濮茹寇阙柳邰郦茅臧钮
        """
    )

    private static let ambiguous = characterSet(
        """
        何高安万施任马余白易许严申华解满钱计温项盛顾文金石夏田雷江龙毛康武段程汤史梅古丰\
        明童简商席相令沙米花平冷洪洋阳封广农木池洛辜景牟蒲谷官桑宗危莘游牛管党左齐路尤宫\
        季占麻乐贝师帅富巴仲伊祖幸索劳燕尚习容衡隆扶印向方曾成常连包单房关车强英
        """
    )

    private static let rare = characterSet("于和时从都全经水边国东西南北公家应")

    static let compound: [[UInt32]] = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐",
        "夏侯", "端木", "南宫", "呼延", "轩辕", "长孙", "宇文",
    ].map { $0.unicodeScalars.map(\.value) }
}
