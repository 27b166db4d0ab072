public import TingfengLabels

/// A message with everything that the stages found in it, ready to be stored.
public struct AnalyzedMessage: Sendable {
    /// The masked message (留言) itself.
    public var message: Message
    /// HMAC of the canonical fields; equal content means an unchanged message.
    public var contentHMAC: String
    /// Its category and where that came from.
    public var label: CategoryLabel
    /// What the model says of kind, urgency and aspects; the input's own word stands in `message`.
    public var axes: AxisFindings?
    /// Categories of further matters in the same message, see `Classification.otherMatters`.
    public var otherMatters: [[String]]
    /// Region path, root first, or `未知`.
    public var region: String
    /// What the matcher compares.
    public var features: MatterFeatures
    /// What the text index holds of it.
    public var indexTerms: DocumentTerms
    /// Terms in the order of the text, see `TermSequence`.
    public var terms: [UInt32]

    /// Makes an analysed message of what the stages found.
    public init(
        message: Message,
        contentHMAC: String,
        label: CategoryLabel,
        axes: AxisFindings?,
        otherMatters: [[String]] = [],
        region: String,
        features: MatterFeatures,
        indexTerms: DocumentTerms,
        terms: [UInt32]
    ) {
        self.message = message
        self.contentHMAC = contentHMAC
        self.label = label
        self.axes = axes
        self.otherMatters = otherMatters
        self.region = region
        self.features = features
        self.indexTerms = indexTerms
        self.terms = terms
    }
}

extension AnalyzedMessage {
    /// The kind that is counted: the input's, else the model's.
    public var countedKind: AppealKind {
        message.kind ?? axes.flatMap { AppealKind(rawValue: $0.kind) } ?? .other
    }

    /// How pressing the message is, 0 to 2: the input's word, else the model's.
    public var countedUrgency: Int {
        guard message.urgency == nil, let axes else { return message.urgencyRank }
        return Message.urgencyRank(of: axes.urgency)
    }
}

/// The two columns of a message in the text index, in the wire format of `IndexTerms`.
public struct DocumentTerms: Sendable, Equatable {
    /// Bigrams, one position a character.
    public var characters: [UInt8]
    /// Words of the tokenizer.
    public var words: [UInt8]
}

/// The category of a message and where it came from.
public struct CategoryLabel: Sendable, Equatable {
    /// Category of messages that the classifier does not know, counted like any other.
    public static let undecided = "待人工"
    /// Stands in the place of a model's name where a person gave the label.
    public static let person = "person"

    /// The best path, joined by "/", also when abstained.
    public var path: String
    /// Calibrated probability that level 1 is right; 1 for a category that the input gave.
    public var probability: Double
    /// Whether the classifier leaves the message to people (拒判).
    public var isAbstained: Bool
    /// `input` or the name of the model.
    public var model: String

    /// Makes a label of its parts.
    public init(path: String, probability: Double, isAbstained: Bool, model: String) {
        self.path = path
        self.probability = probability
        self.isAbstained = isAbstained
        self.model = model
    }

    /// The path under which the message is counted.
    public var countedPath: String { isAbstained ? Self.undecided : path }
}
