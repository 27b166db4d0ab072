/// Finds the category of a message (诉求分类): a tree of linear decisions over words and
/// character 1- to 3-grams, followed from the root down.
///
///     let classifier = try CategoryClassifier(contentsOf: "models/classifier.bin")
///     var workspace = CategoryClassifier.Workspace()
///     let answer = classifier.classify(input, workspace: &workspace)
///     print(answer.path, answer.probability)
public struct CategoryClassifier: Sendable {
    /// Scratch memory of one thread, reused from message to message.
    public struct Workspace {
        var features = FeatureKeys()
        var vector = FeatureVector()
        var sums: [Float] = []

        /// Empty scratch memory.
        public init() {}
    }

    /// Below this probability of level 1 the classifier abstains.
    public var abstainBelow: Double

    let model: ClassifierModel

    /// Maps a model file and verifies its checksum; usable at once.
    public init(contentsOf path: String) throws(LabelsError) {
        self.init(model: try ClassifierModel(contentsOf: path))
    }

    /// Uses the bytes of a model file.
    public init(bytes: [UInt8]) throws(LabelsError) {
        self.init(model: try ClassifierModel(copying: bytes))
    }

    private init(model: ClassifierModel) {
        self.model = model
        abstainBelow = Double(model.settings.abstainBelow)
    }

    /// Names of the level-1 categories that the model can give.
    public var categories: [String] {
        model.tree.nodes[0].children.map { model.tree.nodes[$0].name }
    }

    /// Classifies one message; reasons and other paths are found only where their limit is above 0,
    /// each at about the cost of a second classification.
    public func classify(
        _ input: ClassifierInput,
        reasonLimit: Int = 0,
        topLimit: Int = 3,
        workspace: inout Workspace
    ) -> Classification {
        read(input, into: &workspace)
        var search = PathSearch(model: model)
        let best = search.descend(&workspace)
        let top = topLimit > 0 ? search.top(topLimit, first: best, &workspace) : []
        let finder =
            reasonLimit > 0 ? ReasonFinder(model: model, workspace: &workspace) : nil
        return Classification(
            path: best.nodes.map { model.tree.nodes[$0].name },
            probabilities: best.probabilities,
            abstained: best.probabilities.first ?? 0 < abstainBelow,
            top: top,
            reasons: finder?.reasons(for: input, limit: reasonLimit) ?? []
        )
    }

    private func read(_ input: ClassifierInput, into workspace: inout Workspace) {
        workspace.features.extract(input)
        workspace.vector.fill(
            from: workspace.features,
            vocabulary: model.vocabulary,
            idf: model.idf,
            weights: model.settings.groupWeights
        )
    }
}
