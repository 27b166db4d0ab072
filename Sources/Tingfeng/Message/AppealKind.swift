/// What a message wants (诉求类型).
public enum AppealKind: String, Sendable, CaseIterable {
    case consultation = "咨询"
    case help = "求助"
    case complaint = "投诉"
    case report = "举报"
    case suggestion = "建议"
    case thanks = "感谢"
    case other = "其他"
}

extension AppealKind {
    /// Reads the wording of an export: the Chinese word, with 类 or 件 behind it, or English;
    /// `nil` for anything else.
    public init?(label: String) {
        var word = label.lowercased()
        if let last = word.last, word.count > 2, "类件".contains(last) { word.removeLast() }
        guard let kind = AppealKind(rawValue: word) ?? Self.synonyms[word] else { return nil }
        self = kind
    }

    private static let synonyms: [String: AppealKind] = [
        "建言": .suggestion, "意见": .suggestion, "意见建议": .suggestion, "建议意见": .suggestion,
        "表扬": .thanks, "感谢表扬": .thanks, "求决": .help, "其它": .other,
        "consultation": .consultation, "help": .help, "complaint": .complaint, "report": .report,
        "suggestion": .suggestion, "thanks": .thanks, "other": .other,
    ]
}
