extension Message {
    /// How pressing the input says the message is: 0 一般, 1 紧急, 2 特急.
    public var urgencyRank: Int {
        guard let urgency else { return 0 }
        if urgency.contains("特急") || urgency.contains("特别紧急") { return 2 }
        return urgency.contains("急") && !urgency.contains("不") ? 1 : 0
    }
}
