import TingfengText

/// A freshly trained classifier, as the bytes of its file.
public struct TrainedModel: Sendable {
    /// The whole file.
    public let bytes: [UInt8]
    /// Answers for the labelled samples, each by a model that has not seen the sample or its
    /// near-duplicates, with what people said.
    public let heldOut: [HeldOutAnswer]

    /// A sample and the answer of a model that has not seen it.
    public struct HeldOutAnswer: Sendable {
        /// The sample.
        public var sample: LabelledSample
        /// The answer.
        public var answer: Classification
    }

    /// Returns the classifier that the bytes describe.
    public func classifier() throws(LabelsError) -> CategoryClassifier {
        try CategoryClassifier(bytes: bytes)
    }

    /// Writes the model file in one step.
    public func write(to path: String) throws(LabelsError) {
        try writeFile(bytes, to: path)
    }
}

/// Packs fitted weights into the sections of a classifier file.
struct ModelWriter {
    let tree: CategoryTree
    let settings: ClassifierSettings
    let axes: AxisModel
    let cues: [Cue]

    /// Returns the file; factors are quantised to 8 bits, each feature with a step of its own.
    func bytes(_ weights: FittedWeights, _ corpus: TrainingCorpus) -> [UInt8] {
        var names: [UInt8] = []
        let nodes = tree.nodes.map { node in
            let start = names.count
            names += node.name.utf8
            return ClassifierModel.NodeRecord(
                nameStart: UInt32(start),
                nameLength: UInt32(names.count - start),
                firstChild: UInt32(node.children.lowerBound),
                childCount: UInt32(node.children.count)
            )
        }
        let (records, factors) = quantised(weights.factors, corpus.idf)
        var file = SectionFileWriter()
        file.append(settings.array)
        file.append(nodes)
        file.append(names)
        file.append(Vocabulary.table(of: corpus.vocabulary))
        file.append(records)
        file.append(factors)
        file.append(weights.directions.values)
        file.append(weights.biases)
        file.append(Array(axes.lines.utf8))
        file.append(Array(cues.map(\.line).joined().utf8))
        return file.finish(magic: ClassifierModel.magic)
    }

    private func quantised(
        _ factors: Matrix,
        _ idf: [Float]
    ) -> ([ClassifierModel.FeatureRecord], [Int8]) {
        var records: [ClassifierModel.FeatureRecord] = []
        var steps: [Int8] = []
        let stride = ClassifierModel.stride(ofRank: factors.columnCount)
        steps.reserveCapacity(factors.rowCount * stride)
        for feature in 0..<factors.rowCount {
            let row = factors.row(feature)
            let step = row.reduce(Float.leastNormalMagnitude) { max($0, abs($1)) } / 127
            records.append(ClassifierModel.FeatureRecord(idf: idf[feature], step: step))
            for value in row { steps.append(Int8((value / step).rounded())) }
            steps += repeatElement(0, count: stride - row.count)
        }
        return (records, steps)
    }
}
