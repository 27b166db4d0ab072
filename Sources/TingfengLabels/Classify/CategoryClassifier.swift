/// Finds the category of a message (诉求分类) and what else it says: kind, urgency, aspects.
///
/// Words and character 1- to 3-grams of title and text are looked up, their factors added up, and
/// every category and axis is a direction in the space of the sums, so that all of it is linear.
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
        var sum = FactorSum()
        var leaves = LeafDistribution()
        var choice = PathChoice()
        /// Where each feature stands in the vector, -1 between explanations.
        var places: [Int32] = []

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

    /// Eight hexadecimal digits that tell the weights of one training from those of another.
    public var version: String {
        var hash: UInt64 = 0
        for weight in model.directions { hash = FeatureKeys.mix(hash ^ UInt64(weight.bitPattern)) }
        for weight in model.biases { hash = FeatureKeys.mix(hash ^ UInt64(weight.bitPattern)) }
        let digits = String(hash >> 32, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Names of the level-1 categories that the model can give.
    public var categories: [String] {
        model.tree.nodes[0].children.map { model.tree.nodes[$0].name }
    }

    /// Classifies one message, with `topLimit` paths, at least one; reasons and quotes are found only where
    /// `reasonLimit` is above 0.
    public func classify(
        _ input: ClassifierInput,
        reasonLimit: Int = 0,
        topLimit: Int = 3,
        workspace: inout Workspace
    ) -> Classification {
        read(input, into: &workspace)
        let likely = workspace.leaves.probabilities
        let chosen = workspace.choice.top(topLimit, of: model.tree, likely)
        var answer = answer(chosen[0], likely)
        answer.top = chosen.map { ranked($0, likely) }
        answer.axes = model.axes?.findings(of: workspace.sum, model)
        guard reasonLimit > 0 else { return answer }
        explain(&answer, input, limit: reasonLimit, model.tree.way(to: chosen[0]), &workspace)
        return answer
    }

    /// Finds the category of a message and nothing else.
    public func categorize(
        _ input: ClassifierInput,
        workspace: inout Workspace
    ) -> Classification {
        read(input, into: &workspace)
        let likely = workspace.leaves.probabilities
        return answer(workspace.choice.top(1, of: model.tree, likely)[0], likely)
    }

    private func answer(_ leaf: Int, _ likely: [Float]) -> Classification {
        let way = model.tree.way(to: leaf)
        let calibrated = model.settings.probabilities(of: way, likely)
        return Classification(
            path: way.map { model.tree.nodes[$0].name },
            probabilities: calibrated,
            abstained: calibrated.first ?? 0 < abstainBelow,
            top: [],
            reasons: []
        )
    }

    private func read(_ input: ClassifierInput, into workspace: inout Workspace) {
        workspace.features.extract(input, cues: model.cues)
        workspace.vector.fill(
            from: workspace.features,
            vocabulary: model.vocabulary,
            features: model.features,
            weights: model.settings.groupWeights
        )
        workspace.sum.fill(from: workspace.vector, model)
        let sum = workspace.sum
        let (directions, biases) = (model.directions, model.biases)
        workspace.leaves.fill(model.tree, model.settings) { nodes, scores in
            let own = nodes.lowerBound - 1..<nodes.upperBound - 1
            sum.score(own, directions, biases, to: scores)
        }
    }

    private func ranked(_ leaf: Int, _ all: [Float]) -> Classification.RankedPath {
        let way = model.tree.way(to: leaf)
        return Classification.RankedPath(
            path: way.map { model.tree.nodes[$0].name },
            probability: model.settings.probabilities(of: way, all).last ?? 0
        )
    }

    /// Adds the deciding words, the runner-up and the quotes, all from the same linear scores.
    private func explain(
        _ answer: inout Classification,
        _ input: ClassifierInput,
        limit: Int,
        _ way: [Int],
        _ workspace: inout Workspace
    ) {
        let all = workspace.leaves.probabilities
        let level1 = model.tree.nodes[0].children
        let rival = level1.filter { $0 != way.first }.max { (all[$0], $1) < (all[$1], $0) }
        guard let first = way.first, let rival else { return }
        let shares = FeatureShares(input: input, workspace: &workspace, model: model)
        let contrast = shares.contrast(of: first - 1, against: rival - 1)
        answer.reasons = shares.words(by: contrast, limit: limit)
        answer.runnerUp = Classification.RankedPath(
            path: [model.tree.nodes[rival].name],
            probability: model.settings.probabilities(of: [rival], all)[0]
        )
        answer.axes?.addQuotes(shares, cues: model.cues, input, model)
    }
}
