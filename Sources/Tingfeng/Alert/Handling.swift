/// What people made of an incident, and whether it is kept quiet (处置).
public struct Handling: Sendable, Equatable {
    /// What an incident was, as somebody found out.
    public enum Label: String, Sendable, CaseIterable {
        /// 属实
        case real = "true"
        /// 误报
        case false_ = "false"
        /// 预期之内
        case expected
    }

    /// Who has taken notice of it, if anybody.
    public var acknowledgedBy: String?
    /// Whose job it is.
    public var owner: String?
    /// What it was.
    public var label: Label?
    /// Why nobody is told of it: a silence, a known season or an alarm of a larger region.
    public var quietBecause: String?
    /// Whether somebody declared it over while the detector had not.
    public var isClosed = false

    /// Nothing was done.
    public init() {}
}
