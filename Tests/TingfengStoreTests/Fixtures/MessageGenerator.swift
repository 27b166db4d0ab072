/// Makes messages of a small city out of phrases, the same for the same seed.
struct MessageGenerator {
    var random: SeededGenerator
    private var number = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    static let districts = ["东岭区", "西塘区", "南浦县"]

    static let topics: [(category: String, things: [String], complaints: [String])] = [
        (
            "城乡建设/市政设施", ["路灯", "井盖", "人行道地砖", "下水管", "护栏"],
            ["坏了没人修", "松动得厉害", "半夜还在响", "被车压裂", "一下雨就冒水"]
        ),
        (
            "环境保护/噪声污染", ["工地打桩", "广场音响", "冷却塔", "汽修店", "夜市喇叭"],
            ["吵得睡不着", "凌晨不停", "影响孩子复习", "多次劝说无效"]
        ),
        (
            "公共服务/供水", ["自来水", "二次供水泵", "水表", "水管接口"],
            ["又停了一整天", "发黄有异味", "水压上不了六楼", "漏了一个星期"]
        ),
        (
            "劳动和社会保障/工资", ["工程队", "餐馆老板", "物流公司", "劳务中介"],
            ["拖欠三个月工资", "不给结账", "要求先交押金", "不肯签合同"]
        ),
        (
            "交通运输/公交", ["K8路公交", "302路末班车", "候车亭", "地铁B口接驳车"],
            ["等了四十分钟", "到站不停", "改道没有通知", "空调不开"]
        ),
    ]

    private static let places = [
        "梧桐里", "青石巷", "河埠头", "丰收新村", "望江楼下", "第三小学门口", "A7栋", "老粮站对面",
    ]
    private static let requests = [
        "请尽快派人处理。", "希望有关部门给个答复！", "这是第二次反映了，盼回复。", "谢谢<br/>",
        "已经等了两周；能不能说个准日子？", "住户 都很着急。",
    ]
    private static let kinds = ["投诉", "求助", "咨询", "建议", ""]
    private static let units = ["住建局", "城管局", "水务公司", "人社局", ""]

    /// Returns a message of some topic; one in five leaves its category to the classifier.
    mutating func row(at createdAt: Int64, topic: Int? = nil, district: String? = nil) -> TestRow {
        number += 1
        let topic = Self.topics[topic ?? Int.random(in: 0..<Self.topics.count, using: &random)]
        let place = random.pick(Self.places)
        let thing = random.pick(topic.things)
        let complaint = random.pick(topic.complaints)
        var row = TestRow(id: "W\(number)", createdAt: createdAt, body: "")
        row.title = "\(place)\(thing)\(complaint)"
        row.body = "我住在\(place)，附近的\(thing)\(complaint)，\(random.pick(Self.requests))"
        row.kind = random.pick(Self.kinds)
        row.category = Int.random(in: 0..<5, using: &random) == 0 ? "" : topic.category
        row.region = district ?? random.pick(Self.districts + [""])
        row.unit = random.pick(Self.units)
        row.caller = "caller\(Int.random(in: 0..<200, using: &random))"
        return row
    }

    /// Returns messages at random moments of a range, in no order.
    mutating func rows(_ count: Int, in range: Range<Int64>) -> [TestRow] {
        (0..<count).map { _ in row(at: Int64.random(in: range, using: &random)) }
    }

    /// Returns the message after a clerk or the citizen changed it.
    mutating func changed(_ row: TestRow) -> TestRow {
        var row = row
        switch Int.random(in: 0..<4, using: &random) {
        case 0: row.status = row.status == "办结" ? "回访" : "办结"
        case 1: row.category = random.pick(Self.topics).category + "/复核"
        case 2: row.region = random.pick(Self.districts)
        default: row.body += "补充：情况又重了。"
        }
        return row
    }
}
