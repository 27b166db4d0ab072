/// A message with what people said about it, for training and evaluation.
public struct LabelledSample: Sendable, Equatable {
    /// Title as stored; may be empty.
    public var title: String
    /// Body as stored.
    public var body: String
    /// Category from level 1 down; a shorter path trains only the levels it has, an empty one the axes.
    public var path: [String]
    /// Samples of one group (near-duplicates) never stand on both sides of a fold; `nil`: the
    /// trainer finds near-duplicates by itself.
    public var group: Int?
    /// The fold given with the sample; used where all samples have one.
    public var fold: Int?
    /// What is wanted; `nil` where nobody said.
    public var kind: String?
    /// 特急, 紧急 or 一般; `nil` where nobody said.
    public var urgency: String?
    /// Criticised aspects of conduct; `nil` where nobody looked.
    public var aspects: [String]?
    /// Another path that a reasonable clerk could choose.
    public var second: [String]?

    /// Whether somebody said anything on kind, urgency or aspects.
    var hasAxes: Bool { kind != nil || urgency != nil || aspects != nil }

    /// A sample of its parts.
    public init(
        title: String,
        body: String,
        path: [String],
        group: Int? = nil,
        fold: Int? = nil,
        kind: String? = nil,
        urgency: String? = nil,
        aspects: [String]? = nil,
        second: [String]? = nil
    ) {
        self.title = title
        self.body = body
        self.path = path
        self.group = group
        self.fold = fold
        self.kind = kind
        self.urgency = urgency
        self.aspects = aspects
        self.second = second
    }
}
