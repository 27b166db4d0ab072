/// The kinds of features, each weighted and scaled to length one by itself, so that a long body
/// does not drown the title (fields are kept apart).
enum FeatureGroup: Int, CaseIterable {
    case titleWords, titleCharacters, textWords, textCharacters, cues

    /// Keeps the keys of equal strings in different groups apart.
    var seed: UInt64 { UInt64(rawValue + 1) << 48 }
}

/// Weight of each feature group in the score.
public struct FeatureWeights: Sendable, Equatable {
    /// Words of the title.
    public var titleWords: Float = 0.2
    /// Character n-grams of the title.
    public var titleCharacters: Float = 0.5
    /// Words of title and body.
    public var textWords: Float = 0.35
    /// Character n-grams of title and body.
    public var textCharacters: Float = 1
    /// Kinds of cue phrases in title and body, see ``Cue``.
    public var cues: Float = 0.45

    /// The default weights.
    public init() {}

    var array: [Float] { [titleWords, titleCharacters, textWords, textCharacters, cues] }
}
