import TingfengText

/// The parts of a classifier file, each read where it lies.
///
/// Everything the model says is linear in the features of a message: their rows of 8-bit factors
/// add up to one short vector, and every category and axis is a direction in that space.
struct ClassifierModel: Sendable {
    static let magic = "TFCLASS2"

    /// Sections in file order.
    enum Section: Int {
        case settings, nodes, names, vocabulary, features, factors, directions, biases, axes, cues
    }

    /// One node of the category tree as stored; node i > 0 has direction i - 1.
    struct NodeRecord: BitwiseCopyable {
        var nameStart: UInt32
        var nameLength: UInt32
        var firstChild: UInt32
        var childCount: UInt32
    }

    /// What weighs a feature: its rarity in the text, the scale of its factors in the model.
    struct FeatureRecord: BitwiseCopyable {
        /// Inverse document frequency.
        var idf: Float
        /// Size of one step of the 8-bit factors.
        var step: Float
    }

    let tree: CategoryTree
    let settings: ClassifierSettings
    let axes: AxisModel?
    let cues: CueFinder
    /// Number of factors of a feature.
    let rank: Int
    /// Bytes from the factors of one feature to those of the next.
    let stride: Int
    private let file: SectionFile
    private let filter: [UInt64]

    init(contentsOf path: String) throws(LabelsError) {
        try self.init(file: SectionFile.open(path, magic: Self.magic), path: path)
    }

    init(copying bytes: [UInt8]) throws(LabelsError) {
        try self.init(file: SectionFile.open(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init(file: SectionFile, path: String) throws(LabelsError) {
        let settings = file.section(Section.settings.rawValue, of: Float.self)
        let features = file.section(Section.features.rawValue, of: FeatureRecord.self).count
        let factors = file.section(Section.factors.rawValue, of: Int8.self).count
        guard let settings = ClassifierSettings(settings), features > 0, factors % features == 0
        else { throw .damagedFile(path: path, reason: "缺少设置或权重") }
        self.settings = settings
        self.file = file
        filter = Vocabulary.filter(
            of: file.section(Section.vocabulary.rawValue, of: UInt64.self)
        )
        stride = factors / features
        tree = Self.tree(in: file)
        axes = AxisModel(file.section(Section.axes.rawValue, of: UInt8.self))
        let lines = file.section(Section.cues.rawValue, of: UInt8.self)
        cues = CueFinder(try Cue.list(tsv: String(decoding: lines, as: UTF8.self)))
        let heads = tree.nodes.count - 1 + AxisModel.headCount(axes)
        let directions = file.section(Section.directions.rawValue, of: Float.self).count
        rank = directions / max(heads, 1)
        guard rank <= stride, directionsAndBiases == (heads * rank, heads) else {
            throw .damagedFile(path: path, reason: "权重与分类体系不符")
        }
    }

    /// Factors of more than a line of the cache begin at the start of one.
    static func stride(ofRank rank: Int) -> Int {
        let line = SectionFile.alignment
        return rank < line ? rank : (rank + line - 1) / line * line
    }

    private static func tree(in file: SectionFile) -> CategoryTree {
        let names = file.section(Section.names.rawValue, of: UInt8.self)
        let records = file.section(Section.nodes.rawValue, of: NodeRecord.self)
        return CategoryTree(
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

    private var directionsAndBiases: (Int, Int) { (directions.count, biases.count) }

    var vocabulary: Vocabulary {
        Vocabulary(
            slots: file.section(Section.vocabulary.rawValue, of: UInt64.self),
            filter: filter
        )
    }

    var features: UnsafeBufferPointer<FeatureRecord> {
        file.section(Section.features.rawValue, of: FeatureRecord.self)
    }

    /// `rank` numbers per feature, `stride` from one to the next.
    var factors: UnsafeBufferPointer<Int8> { file.section(Section.factors.rawValue, of: Int8.self) }

    /// `rank` numbers per category and axis head.
    var directions: UnsafeBufferPointer<Float> {
        file.section(Section.directions.rawValue, of: Float.self)
    }

    var biases: UnsafeBufferPointer<Float> { file.section(Section.biases.rawValue, of: Float.self) }

    /// Number of the direction of an axis head.
    func direction(ofHead head: Int) -> Int { tree.nodes.count - 1 + head }
}
