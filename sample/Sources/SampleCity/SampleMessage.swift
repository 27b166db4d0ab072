/// One row of the export before it is written.
struct SampleMessage {
    /// Numbered when the whole stream is in order of time.
    var id = ""
    let kernel: Kernel
    let createdAt: CivilTime
    var arrivedAt: CivilTime
    let channel: Channel
    let street: Gazetteer.Street
    let address: String
    let caller: String
    let title: String
    let body: String
    /// Personal data in the body and the caller's number, as written.
    var planted: [PlantedDatum] = []
    var handling = Handling()

    enum Channel: String {
        case phone = "电话"
        case chat = "微信小程序"
        case site = "网站"
        case app = "手机APP"
        case province = "省平台转办"

        static let all: [Channel] = [.phone, .chat, .site, .app, .province]
        static let weights = [58.0, 20, 10, 6, 6]

        var timeShape: TimeShape {
            switch self {
            case .phone, .chat, .app: .dashed
            case .site: .slashed
            case .province: .chinese
            }
        }
    }
}
