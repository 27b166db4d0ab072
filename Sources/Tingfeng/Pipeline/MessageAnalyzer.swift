public import TingfengLabels
import TingfengText

/// Takes a masked message through the flow: normalize → tokenize → classify → place → match, index.
///
/// Pure: the same message gives the same result on any thread.
public struct MessageAnalyzer: Sendable {
    /// Scratch memory of one thread.
    public struct Workspace: ~Copyable {
        var tokenizer = Tokenizer.Workspace()
        var classifier = CategoryClassifier.Workspace()
        var matching: MatterFeatureReader

        /// Makes the scratch memory that one thread passes to every call of `analyze`.
        public init(_ analyzer: MessageAnalyzer) {
            matching = MatterFeatureReader(
                termWeights: analyzer.termWeights,
                places: analyzer.places
            )
        }
    }

    /// Normalises, tokenises and makes index terms.
    public let reading: TextReading
    /// Labels messages whose input brings no category.
    public let classifier: CategoryClassifier
    /// Finds the region (辖区) by the region field or by names in the text.
    public let regions: RegionFinder
    /// Name of the model that labels, kept with every label.
    public let model: String
    private let mapping: TaxonomyMapping?
    private let termWeights: TermWeights
    private let places: PlaceFinder
    private let key: HashKey
    /// So many likely categories tell what a message is about.
    private static let topicLimit = 3

    /// Puts the stages together; `key` is what message contents are hashed with, `mapping` takes the
    /// model's categories to those that are stored.
    public init(
        reading: TextReading,
        classifier: CategoryClassifier,
        regions: RegionFinder,
        termWeights: TermWeights,
        places: PlaceFinder,
        model: String,
        mapping: TaxonomyMapping? = nil,
        key: HashKey
    ) {
        self.reading = reading
        self.classifier = classifier
        self.regions = regions
        self.termWeights = termWeights
        self.places = places
        self.model = model
        self.mapping = mapping
        self.key = key
    }

    /// Returns the message with its label, region, matching features and index terms.
    public func analyze(_ message: Message, workspace: inout Workspace) -> AnalyzedMessage {
        let input = reading.read(message, &workspace.tokenizer)
        let region = regions.region(field: message.region, title: input.title, body: input.body)
        var found = classifier.classify(
            input,
            topLimit: Self.topicLimit,
            workspace: &workspace.classifier
        )
        found.parts = classifier.parts(of: message, input, workspace: &workspace.classifier)
        let features = workspace.matching.features(
            of: input,
            region: region.named,
            isRegionInTitle: region.isInTitle,
            topics: found.top,
            caller: message.callerHash
        )
        return AnalyzedMessage(
            message: message,
            contentHMAC: message.contentHMAC(key),
            label: label(message, found),
            axes: found.axes,
            otherMatters: found.otherMatters.map { stored($0.path) },
            region: region.path,
            features: features,
            indexTerms: reading.indexTerms(of: input),
            terms: reading.termSequence(of: input)
        )
    }

    /// Returns what matching knows of a message, as `analyze` finds it.
    public func matterFeatures(
        of message: Message,
        workspace: inout Workspace
    ) -> MatterFeatures {
        let input = reading.read(message, &workspace.tokenizer)
        let region = regions.region(field: message.region, title: input.title, body: input.body)
        return workspace.matching.features(
            of: input,
            region: region.named,
            isRegionInTitle: region.isInTitle,
            topics: classifier.classify(
                input,
                topLimit: Self.topicLimit,
                workspace: &workspace.classifier
            ).top,
            caller: message.callerHash
        )
    }

    /// A category that the input brings is a clerk's decision and stands.
    private func label(_ message: Message, _ found: Classification) -> CategoryLabel {
        if !message.category.isEmpty {
            return CategoryLabel(
                path: message.category.joined(separator: "/"),
                probability: 1,
                isAbstained: false,
                model: "input"
            )
        }
        return CategoryLabel(
            path: stored(found.path).joined(separator: "/"),
            probability: found.probability,
            isAbstained: found.abstained,
            model: model
        )
    }

    private func stored(_ path: [String]) -> [String] { mapping?.target(of: path) ?? path }
}
