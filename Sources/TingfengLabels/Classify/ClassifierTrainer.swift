public import TingfengText

/// Trains a ``CategoryClassifier`` (训练分类模型): the same samples give the same bytes, on any
/// number of threads.
public struct ClassifierTrainer: Sendable {
    /// What can be set.
    public struct Options: Sendable, Equatable {
        /// Penalty of errors at level 1, C of the linear machine.
        public var cost: Float = 3
        /// Penalty of errors below level 1, where samples are few.
        public var innerCost: Float = 30
        /// Below level 1, features whose weights all stay below this share of the largest one are
        /// dropped.
        public var innerPruning: Float = 0.1
        /// Features must stand in this many samples.
        public var minimumDocuments = 4
        /// Weight of each feature group.
        public var weights = FeatureWeights()
        /// Penalty factor of samples whose path is shorter than the deepest one.
        public var partialPathFactor: Float = 0.02
        /// How far errors on small categories count more: 0 not at all, 1 so that all categories
        /// weigh the same.
        public var balance: Float = 0.5
        /// Folds of the calibration.
        public var foldCount = 3
        /// The threshold below which the shipped model abstains.
        public var abstainBelow: Float = 0.5

        /// The default options.
        public init() {}
    }

    /// The options in force.
    public let options: Options
    private let normalizer: Normalizer
    private let tokenizer: Tokenizer

    /// A trainer that reads texts as the classifier will be given them.
    public init(options: Options = Options(), normalizer: Normalizer, tokenizer: Tokenizer) {
        self.options = options
        self.normalizer = normalizer
        self.tokenizer = tokenizer
    }

    /// Returns the model of the samples; about 20 seconds for 9,000 messages on two cores.
    ///
    /// A taxonomy adds one sample per leaf, its names: categories that people rarely chose, or
    /// never, are known at least by name (level 2 gains 1.6 points in three-fold cross-validation).
    /// Throws `LabelsError.tooLittleTrainingData`.
    public func train(
        _ samples: [LabelledSample],
        taxonomy: Taxonomy? = nil
    ) async throws -> TrainedModel {
        let named = (taxonomy?.paths ?? []).compactMap(Self.sample)
        return try await train(samples + named, namedCount: named.count)
    }

    /// Makes a sample of the names of a category; a leaf named 其他 says nothing.
    private static func sample(of path: [String]) -> LabelledSample? {
        guard let leaf = path.last, leaf != "其他" else { return nil }
        return LabelledSample(title: leaf, body: path.joined(separator: "，"), path: path)
    }

    private func train(
        _ samples: [LabelledSample],
        namedCount: Int
    ) async throws -> TrainedModel {
        let tree = CategoryTree(paths: samples.map(\.path))
        guard samples.count >= 10, tree.nodes[0].children.count >= 2 else {
            throw LabelsError.tooLittleTrainingData(
                samples: samples.count,
                classes: tree.nodes[0].children.count
            )
        }
        let documents = await read(samples)
        let corpus = TrainingCorpus(documents: documents, options: options)
        let ways = samples.map { tree.walk($0.path) }
        let fitter = DecisionFitter(corpus: corpus, tree: tree, ways: ways, options: options)
        let steepness = await fitter.calibrate(
            folds: folds(samples, corpus, namedCount: namedCount)
        )
        var writer = ModelWriter(innerPruning: options.innerPruning)
        for decision in await fitter.fit(rows: Array(samples.indices)) { writer.append(decision) }
        return writer.finish(
            tree: tree,
            settings: ClassifierModel.Settings(
                groupWeights: options.weights.array,
                steepness: steepness,
                abstainBelow: options.abstainBelow
            ),
            vocabulary: corpus.vocabulary,
            idf: corpus.idf
        )
    }

    /// Normalises and tokenises the samples, in chunks side by side.
    private func read(_ samples: [LabelledSample]) async -> [TrainingCorpus.Document] {
        let size = 256
        let starts = Array(stride(from: 0, to: samples.count, by: size))
        return await withTaskGroup(of: (Int, [TrainingCorpus.Document]).self) { group in
            for start in starts {
                let chunk = samples[start..<min(start + size, samples.count)]
                group.addTask { (start, readChunk(chunk)) }
            }
            var parts: [Int: [TrainingCorpus.Document]] = [:]
            for await (start, part) in group { parts[start] = part }
            return starts.flatMap { parts[$0] ?? [] }
        }
    }

    private func readChunk(_ samples: ArraySlice<LabelledSample>) -> [TrainingCorpus.Document] {
        var workspace = Tokenizer.Workspace()
        var features = FeatureKeys()
        return samples.map { sample in
            let title = normalizer.normalize(sample.title)
            let body = normalizer.normalize(sample.body)
            let input = ClassifierInput(
                title: title,
                titleTokens: tokenizer.tokenize(title, workspace: &workspace),
                body: body,
                bodyTokens: tokenizer.tokenize(body, workspace: &workspace)
            )
            return TrainingCorpus.Document(input, features: &features)
        }
    }

    /// Returns the fold of each sample; names of categories are in none, they are never held out.
    private func folds(
        _ samples: [LabelledSample],
        _ corpus: TrainingCorpus,
        namedCount: Int
    ) -> [Int?] {
        samples.indices.map { index in
            guard index < samples.count - namedCount else { return nil }
            let key = samples[index].group.map { UInt64(bitPattern: Int64($0)) }
            let mixed = FeatureKeys.mix((key ?? corpus.signatures[index]) &+ 1)
            return Int(mixed % UInt64(max(2, options.foldCount)))
        }
    }
}
