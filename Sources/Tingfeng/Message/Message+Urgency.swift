extension Message {
    /// How pressing the input says the message is: 0 一般, 1 紧急, 2 特急.
    public var urgencyRank: Int {
        urgency.map(Self.urgencyRank) ?? 0
    }

    /// What a wording of urgency means: 0 一般, 1 紧急, 2 特急.
    public static func urgencyRank(of urgency: String) -> Int {
        // Nearly all messages; looking for parts of a text took half a hundredth of `ingest`.
        if urgency == "一般" { return 0 }
        if urgency.contains("特急") || urgency.contains("特别紧急") { return 2 }
        return urgency.contains("急") && !urgency.contains("不") ? 1 : 0
    }
}
