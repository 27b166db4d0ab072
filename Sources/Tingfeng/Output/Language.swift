/// Language of headings and labels (界面语言); keys and data are the same in both.
public enum Language: String, Sendable, CaseIterable {
    case zh
    case en

    /// Returns the text of this language.
    public func text(zh: String, en: String) -> String {
        switch self {
        case .zh: zh
        case .en: en
        }
    }
}
