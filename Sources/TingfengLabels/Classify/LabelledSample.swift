/// A message with the category that people gave it, for training and evaluation.
public struct LabelledSample: Sendable, Equatable {
    /// Title as stored; may be empty.
    public var title: String
    /// Body as stored.
    public var body: String
    /// Category from level 1 down; a shorter path trains only the levels it has.
    public var path: [String]
    /// Samples of one group (near-duplicates) never stand on both sides of a fold; `nil`: the
    /// trainer finds near-duplicates by itself.
    public var group: Int?

    /// A sample of its parts.
    public init(title: String, body: String, path: [String], group: Int? = nil) {
        self.title = title
        self.body = body
        self.path = path
        self.group = group
    }
}
