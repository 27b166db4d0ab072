/// A freshly trained classifier, as the bytes of its file.
public struct TrainedModel: Sendable {
    /// The whole file.
    public let bytes: [UInt8]

    /// Returns the classifier that the bytes describe.
    public func classifier() throws(LabelsError) -> CategoryClassifier {
        try CategoryClassifier(bytes: bytes)
    }

    /// Writes the model file in one step.
    public func write(to path: String) throws(LabelsError) {
        try writeFile(bytes, to: path)
    }
}

/// The decision of one node before it is packed.
struct TrainedDecision: Sendable {
    var node: Int
    /// Feature of each row of the weights; `nil` at the root: row i is feature i.
    var features: [Int32]?
    var solutions: [DualCoordinateDescent.Solution]
}

/// Packs decisions into the sections of a classifier file.
struct ModelWriter {
    private var records: [LinearDecision.Record] = []
    private var slots: [UInt64] = []
    private var weights: [Int8] = []
    private var parameters: [Float] = []
    private var decisionOfNode: [Int: Int] = [:]

    private let innerPruning: Float

    init(innerPruning: Float) { self.innerPruning = innerPruning }

    /// Quantises the weights of each class to 8 bits; below the root drops the weak rows.
    mutating func append(_ decision: TrainedDecision) {
        let classes = decision.solutions.count
        let stride = (classes + 3) / 4 * 4
        let scales = decision.solutions.map { solution in
            solution.weights.reduce(Float.leastNormalMagnitude) { max($0, abs($1)) } / 127
        }
        let weakest = Int8(max(1, 127 * innerPruning))
        var record = LinearDecision.Record()
        record.slotStart = UInt32(slots.count)
        record.weightStart = UInt32(weights.count)
        record.parameterStart = UInt32(parameters.count)
        record.classCount = UInt32(classes)
        record.stride = UInt32(stride)
        var kept: [Int32] = []
        for row in 0..<(decision.solutions.first?.weights.count ?? 0) {
            let quantised = (0..<classes).map { child in
                Int8((decision.solutions[child].weights[row] / scales[child]).rounded())
            }
            guard decision.features == nil || quantised.contains(where: { abs($0) >= weakest })
            else { continue }
            if let features = decision.features { kept.append(features[row]) }
            weights += quantised + [Int8](repeating: 0, count: stride - classes)
        }
        if decision.features != nil {
            let table = LinearDecision.table(of: kept)
            record.slotCount = UInt32(table.count)
            slots += table
        }
        let padding = [Float](repeating: 0, count: stride - classes)
        parameters += scales + padding + decision.solutions.map(\.bias) + padding
        decisionOfNode[decision.node] = records.count
        records.append(record)
    }

    /// Returns the file.
    func finish(
        tree: CategoryTree,
        settings: ClassifierModel.Settings,
        vocabulary: [UInt64],
        idf: [Float]
    ) -> TrainedModel {
        var names: [UInt8] = []
        let nodes = tree.nodes.enumerated().map { number, node in
            let start = names.count
            names += node.name.utf8
            return ClassifierModel.NodeRecord(
                nameStart: UInt32(start),
                nameLength: UInt32(names.count - start),
                firstChild: UInt32(node.children.lowerBound),
                childCount: UInt32(node.children.count),
                decision: UInt32((decisionOfNode[number] ?? -1) + 1)
            )
        }
        var file = SectionFileWriter()
        file.append(settings.array)
        file.append(nodes)
        file.append(names)
        file.append(Vocabulary.table(of: vocabulary))
        file.append(idf)
        file.append(records)
        file.append(slots)
        file.append(weights)
        file.append(parameters)
        return TrainedModel(bytes: file.finish(magic: ClassifierModel.magic))
    }
}
