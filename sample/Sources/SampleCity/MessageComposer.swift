/// Turns a kernel and a scene into the text that stands in the export.
struct MessageComposer {
    struct Text {
        let title: String
        let body: String
        /// Personal data as written.
        let planted: [PlantedDatum]
    }

    let phrasebook: Phrasebook
    let wear: TextWear

    /// `scene` keeps the values drawn, so that a later message can speak of the same place.
    func compose(
        _ kernel: Kernel,
        channel: SampleMessage.Channel,
        isRepeat: Bool,
        in scene: inout Scene,
        _ random: inout SplitMix64
    ) throws -> Text {
        let title = try self.title(kernel, channel, in: &scene, &random)
        let isWeb = channel == .chat || channel == .site || channel == .app
        let role = isWeb ? "web" : "phone"
        var body = try phrasebook.render("opening.\(role)", in: &scene, &random)
        if isRepeat { body += try phrasebook.render("repeat", in: &scene, &random) }
        body += try kernel.body.render(in: &scene, &random)
        if kernel.event == nil, !kernel.isLong {
            body += try phrasebook.details(for: kernel, in: &scene, &random)
        }
        if random.chance(0.09) { body += try phrasebook.render("contact", in: &scene, &random) }
        body += try phrasebook.render("closing.\(role)", in: &scene, &random)
        defer { scene.planted = [] }
        return worn(Text(title: title, body: body, planted: scene.planted), isWeb, &random)
    }

    private func title(
        _ kernel: Kernel,
        _ channel: SampleMessage.Channel,
        in scene: inout Scene,
        _ random: inout SplitMix64
    ) throws -> String {
        let title = try kernel.title.render(in: &scene, &random)
        if random.chance(0.02) { return "" }
        if channel == .phone, random.chance(0.25) { return "关于\(title)的诉求" }
        return title
    }

    /// Words of a text with personal data stay whole, so that every planted value can be found.
    private func worn(_ text: Text, _ isWeb: Bool, _ random: inout SplitMix64) -> Text {
        if random.chance(0.02) {
            let planted = text.planted.map {
                PlantedDatum(kind: $0.kind, value: wear.fullWidth($0.value))
            }
            return Text(title: text.title, body: wear.fullWidth(text.body), planted: planted)
        }
        let hasPlanted = !text.planted.isEmpty
        if !hasPlanted, random.chance(0.008) {
            return Text(
                title: wear.traditional(text.title),
                body: wear.traditional(text.body),
                planted: []
            )
        }
        let body = wear.worn(text.body, isWeb: isWeb, keepsWords: hasPlanted, &random)
        return Text(title: text.title, body: body, planted: text.planted)
    }
}
