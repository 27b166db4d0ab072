/// The parts of a classifier file, each read where it lies.
struct ClassifierModel: Sendable {
    static let magic = "TFCLASS1"

    /// Sections in file order.
    enum Section: Int {
        case settings, nodes, names, vocabulary, idf, decisions, slots, weights, parameters
    }

    /// One node of the category tree as stored.
    struct NodeRecord: BitwiseCopyable {
        var nameStart: UInt32
        var nameLength: UInt32
        var firstChild: UInt32
        var childCount: UInt32
        /// Number of the decision among the children plus one, 0 if there is none to make.
        var decision: UInt32
    }

    /// Numbers that the trainer fixed; stored as floats in this order.
    struct Settings: Sendable, Equatable {
        static let levelCount = 4

        /// Weight of each feature group.
        var groupWeights: [Float]
        /// Steepness of the softmax at each level.
        var steepness: [Float]
        var abstainBelow: Float

        var array: [Float] { groupWeights + steepness + [abstainBelow] }

        init(groupWeights: [Float], steepness: [Float], abstainBelow: Float) {
            self.groupWeights = groupWeights
            self.steepness = steepness
            self.abstainBelow = abstainBelow
        }

        init?(_ numbers: UnsafeBufferPointer<Float>) {
            let groups = FeatureGroup.allCases.count
            guard numbers.count == groups + Self.levelCount + 1 else { return nil }
            groupWeights = Array(numbers[..<groups])
            steepness = Array(numbers[groups..<groups + Self.levelCount])
            abstainBelow = numbers[groups + Self.levelCount]
        }
    }

    let tree: CategoryTree
    let settings: Settings
    private let decisionOfNode: [Int32]
    private let file: SectionFile

    init(contentsOf path: String) throws(LabelsError) {
        try self.init(file: SectionFile(contentsOf: path, magic: Self.magic), path: path)
    }

    init(copying bytes: [UInt8]) throws(LabelsError) {
        try self.init(file: SectionFile(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init(file: SectionFile, path: String) throws(LabelsError) {
        let settings = file.section(Section.settings.rawValue, of: Float.self)
        let records = file.section(Section.nodes.rawValue, of: NodeRecord.self)
        let names = file.section(Section.names.rawValue, of: UInt8.self)
        guard let settings = Settings(settings), !records.isEmpty else {
            throw .damagedFile(path: path, reason: "缺少分类体系")
        }
        self.settings = settings
        self.file = file
        decisionOfNode = records.map { Int32($0.decision) - 1 }
        tree = CategoryTree(
            nodes: records.map { record in
                let name = names[Int(record.nameStart)..<Int(record.nameStart + record.nameLength)]
                let children = Int(record.firstChild)..<Int(record.firstChild + record.childCount)
                return CategoryTree.Node(
                    name: String(decoding: name, as: UTF8.self),
                    children: children
                )
            }
        )
    }

    var vocabulary: Vocabulary {
        Vocabulary(slots: file.section(Section.vocabulary.rawValue, of: UInt64.self))
    }

    /// Inverse document frequency of each feature.
    var idf: UnsafeBufferPointer<Float> { file.section(Section.idf.rawValue, of: Float.self) }

    /// Returns the decision among the children of a node, `nil` where there is at most one child.
    func decision(at node: Int) -> LinearDecision? {
        let number = Int(decisionOfNode[node])
        guard number >= 0 else { return nil }
        return LinearDecision(
            record: file.section(Section.decisions.rawValue, of: LinearDecision.Record.self)[
                number
            ],
            slots: file.section(Section.slots.rawValue, of: UInt64.self),
            weights: file.section(Section.weights.rawValue, of: Int8.self),
            parameters: file.section(Section.parameters.rawValue, of: Float.self)
        )
    }
}
