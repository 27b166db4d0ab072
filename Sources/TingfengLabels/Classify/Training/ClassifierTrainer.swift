public import TingfengText

/// Trains a ``CategoryClassifier`` (训练分类模型): the same samples give the same bytes, on any
/// number of threads.
///
/// A deep tree, or one with axes, is fitted by ridge regression with the help of texts without label
/// (``RidgeFitter``); a single level on thousands of samples by linear machines (``MarginFitter``).
public struct ClassifierTrainer: Sendable {
    /// What can be set.
    public struct Options: Sendable, Equatable {
        /// Penalty of errors of the linear machines, C.
        public var cost: Float = 3
        /// Penalty of errors of the ridge regression.
        public var ridgeCost: Float = 2
        /// The same for kind.
        public var kindCost: Float = 1
        /// The same for urgency and aspects.
        public var axisCost: Float = 0.5
        /// How much the latent space of all texts counts beside the features themselves.
        public var latentWeight: Float = 40
        /// The same for kind.
        public var kindLatentWeight: Float = 10
        /// The same for urgency and aspects, which depend more on single phrases.
        public var axisLatentWeight: Float = 3
        /// How right a second choice is in the eyes of the ridge regression: 0 wrong, 1 as right as
        /// the first.
        public var secondShare: Float = 0.6
        /// Dimensions of the latent space.
        public var latentRank = 256
        /// Factors of each feature in the file; a multiple of 4.
        public var rank = 112
        /// Features of the linear machines must stand in this many samples.
        public var minimumDocuments = 4
        /// Features of the ridge regression must stand in this many samples and texts.
        public var minimumTexts = 16
        /// Weight of each feature group.
        public var weights = FeatureWeights()
        /// How far errors on small categories count more with linear machines: 0 not at all, 1 so
        /// that all categories weigh the same.
        public var balance: Float = 0.5
        /// The same with ridge regression, judged at level 2.
        public var ridgeBalance: Float = 0.75
        /// Folds of the linear machines' calibration where the samples bring none.
        public var foldCount = 3
        /// The precision that answers should have: the model abstains below the probability from
        /// which on held-out answers reach it.
        public var askedPrecision = 0.9

        /// The default options.
        public init() {}
    }

    /// The options in force.
    public let options: Options
    /// Ridge regression holds a few square matrices of this order: about 5 GB.
    private static let ridgeLimit = 12_000
    /// In so many parts are samples calibrated by each other.
    private static let judgeCount = 4
    private let normalizer: Normalizer
    private let tokenizer: Tokenizer
    private let cues: [Cue]

    /// A trainer that reads texts as the classifier will be given them.
    public init(
        options: Options = Options(),
        normalizer: Normalizer,
        tokenizer: Tokenizer,
        cues: [Cue] = []
    ) {
        self.options = options
        self.normalizer = normalizer
        self.tokenizer = tokenizer
        self.cues = cues
    }

    /// Returns the model of the samples.
    ///
    /// A taxonomy adds one sample per leaf, its names: categories that people rarely chose, or
    /// never, are known at least by name. A sample whose path is shorter than the deepest one trains
    /// the levels it has, one without a path kind, urgency and aspects; `texts` without label help
    /// to see which words belong together. What is calibrated, and reported held out, are the samples
    /// with a path.
    /// Throws `LabelsError.tooLittleTrainingData`, or `tooMuchTrainingData` where the square of the
    /// samples would not fit in memory.
    public func train(
        _ samples: [LabelledSample],
        texts: [LabelledSample] = [],
        taxonomy: Taxonomy? = nil
    ) async throws -> TrainedModel {
        let depth = samples.reduce(0) { max($0, $1.path.count) }
        let full = samples.filter { !$0.path.isEmpty }
        let pathless = samples.filter { $0.path.isEmpty && $0.hasAxes }
        let named = depth > 1 ? (taxonomy?.paths ?? []).compactMap(Self.sample) : []
        let tree = CategoryTree(paths: (full + named).map(\.path))
        guard full.count >= 10, tree.nodes[0].children.count >= 2 else {
            throw LabelsError.tooLittleTrainingData(
                samples: full.count,
                classes: tree.nodes[0].children.count
            )
        }
        let targets = TrainingTargets(
            pathless + full + named,
            tree: tree,
            secondShare: options.secondShare
        )
        let isDeep = depth > 1 || !targets.heads.isEmpty
        guard !isDeep || targets.ways.count <= Self.ridgeLimit else {
            throw LabelsError.tooMuchTrainingData(
                samples: targets.ways.count,
                limit: Self.ridgeLimit
            )
        }
        let corpus = TrainingCorpus(
            documents: await read(pathless + full + named + (isDeep ? texts : [])),
            minimum: isDeep && !texts.isEmpty ? options.minimumTexts : options.minimumDocuments,
            weights: options.weights
        )
        let weights: FittedWeights
        if isDeep {
            let fitter = RidgeFitter(
                corpus: corpus,
                targets: targets,
                categorizedFrom: pathless.count,
                namedFrom: pathless.count + full.count,
                options: options
            )
            weights = await fitter.fit()
        } else {
            let fitter = MarginFitter(corpus: corpus, targets: targets, options: options)
            weights = await fitter.fit(folds: folds(full, corpus))
        }
        let ways = Array(targets.ways[pathless.count...].prefix(full.count))
        return pack(weights, corpus, targets, full, ways)
    }

    /// Makes a sample of the names of a category; a leaf named 其他 says nothing.
    private static func sample(of path: [String]) -> LabelledSample? {
        guard let leaf = path.last, leaf != "其他" else { return nil }
        return LabelledSample(title: leaf, body: path.joined(separator: "，"), path: path)
    }

    private func pack(
        _ weights: FittedWeights,
        _ corpus: TrainingCorpus,
        _ targets: TrainingTargets,
        _ samples: [LabelledSample],
        _ ways: [[Int]]
    ) -> TrainedModel {
        let tree = targets.tree
        let axes = AxisModel(
            heads: AxisCalibration(
                samples: samples,
                scores: weights.heldOut,
                firstColumn: tree.nodes.count - 1
            ).fit(targets.heads)
        )
        var settings = calibrated(weights.heldOut, ways, tree) { _ in true }
        let judges = (0..<Self.judgeCount).map { part in
            HeldOutJudge(
                tree: tree,
                settings: calibrated(weights.heldOut, ways, tree) {
                    $0 % Self.judgeCount != part
                },
                axes: axes
            )
        }
        let answers = samples.indices.map { row in
            TrainedModel.HeldOutAnswer(
                sample: samples[row],
                answer: judges[row % Self.judgeCount].answer(weights.heldOut, row: row)
            )
        }
        settings.abstainBelow = Float(
            ClassifierEvaluation(answers: answers.map(\.answer), truths: samples.map(\.path))
                .threshold(forPrecision: options.askedPrecision)
        )
        let writer = ModelWriter(tree: tree, settings: settings, axes: axes, cues: cues)
        return TrainedModel(bytes: writer.bytes(weights, corpus), heldOut: answers)
    }

    /// Returns settings calibrated on some of the samples: what is reported of a sample comes from
    /// those of the others.
    private func calibrated(
        _ heldOut: Matrix,
        _ ways: [[Int]],
        _ tree: CategoryTree,
        from isUsed: (Int) -> Bool
    ) -> ClassifierSettings {
        let rows = ways.indices.filter(isUsed)
        return ClassifierSettings(
            groupWeights: options.weights.array,
            calibration: Calibration.fit(heldOut, rows: rows, ways: ways, tree: tree),
            abstainBelow: 0
        )
    }

    /// Normalises and tokenises the samples, in chunks side by side.
    private func read(_ samples: [LabelledSample]) async -> [TrainingCorpus.Document] {
        let parts = await inChunks(of: samples.count, size: 256) { readChunk(samples[$0]) }
        return Array(parts.joined())
    }

    private func readChunk(_ samples: ArraySlice<LabelledSample>) -> [TrainingCorpus.Document] {
        var workspace = Tokenizer.Workspace()
        var features = FeatureKeys()
        let finder = CueFinder(cues)
        return samples.map { sample in
            let title = normalizer.normalize(sample.title)
            let body = normalizer.normalize(sample.body)
            let input = ClassifierInput(
                title: title,
                titleTokens: tokenizer.tokenize(title, workspace: &workspace),
                body: body,
                bodyTokens: tokenizer.tokenize(body, workspace: &workspace)
            )
            return TrainingCorpus.Document(input, cues: finder, features: &features)
        }
    }

    /// The given folds, else folds that keep groups and near-duplicates together.
    private func folds(_ samples: [LabelledSample], _ corpus: TrainingCorpus) -> [Int] {
        let given = samples.compactMap(\.fold)
        if given.count == samples.count, Set(given).count > 1 { return given }
        return samples.indices.map { index in
            let key = samples[index].group.map { UInt64(bitPattern: Int64($0)) }
            let mixed = FeatureKeys.mix((key ?? corpus.signatures[index]) &+ 1)
            return Int(mixed % UInt64(max(2, options.foldCount)))
        }
    }
}
