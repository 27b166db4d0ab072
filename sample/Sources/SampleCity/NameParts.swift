/// Parts of invented personal names.
enum NameParts {
    static let surnames = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何",
        "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡",
        "潘", "田", "董", "袁", "于", "余", "叶", "蒋", "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "欧阳",
    ]
    private static let firsts = [
        "建", "国", "秀", "桂", "志", "文", "晓", "海", "春", "玉", "红", "永", "明", "小", "丽", "淑", "振",
        "德", "金", "雪", "俊", "浩", "思", "雨", "子", "佳", "梦", "新", "长", "庆",
    ]
    private static let seconds = [
        "华", "英", "兰", "强", "平", "芳", "军", "梅", "林", "霞", "涛", "勇", "敏", "燕", "玲", "峰", "鹏",
        "杰", "娟", "斌", "涵", "轩", "琪", "生", "才", "根", "娥", "山", "凤", "龙",
    ]

    static func draw(_ random: inout SplitMix64) -> String {
        let given = random.chance(0.85) ? random.pick(firsts) : ""
        return random.pick(surnames) + given + random.pick(seconds)
    }
}
