public import TingfengText

/// Finds the region of a message: the mapped column, else the first region named in the title,
/// else the first named in the body.
///
/// A name counts only where it stands by itself:
/// - at one position the longest name of the file wins;
/// - a name that begins with a letter or digit (A3区, 430104) is not preceded by one, a name that
///   ends with one is not followed by one;
/// - a short name (雁塔 for 雁塔区) is not followed by 路, 街, 巷, 道, 桥 or 站: that is a road's or
///   station's own name; 市 is not followed by 场.
///
/// Names that follow each other without a gap and lead down the tree (西地省A市A3区) are one
/// mention, of the lowest. In the title a region also gives way to one inside it named later.
public struct RegionFinder: Sendable {
    /// Where a region was found.
    public enum Origin: Sendable, Equatable {
        case field, title, body
    }

    /// A region and where it was found.
    public struct Finding: Sendable, Equatable {
        /// Code of the region.
        public var code: String
        /// Where it was found.
        public var origin: Origin

        /// A finding of its parts.
        public init(code: String, origin: Origin) {
            self.code = code
            self.origin = origin
        }
    }

    /// The regions that can be found.
    public let tree: RegionTree
    private let normalizer: Normalizer
    private let names: RegionNames
    private let codeOfPath: [[UInt16]: Int]

    /// Prepares the search for the codes and names of a tree.
    public init(tree: RegionTree, normalizer: Normalizer) {
        self.tree = tree
        self.normalizer = normalizer
        var names = RegionNames()
        var codeOfPath: [[UInt16]: Int] = [:]
        for (index, region) in tree.regions.enumerated() {
            names.insert(normalizer.normalize(region.name).units, region: index)
            names.insert(normalizer.normalize(region.code).units, region: index)
            codeOfPath[normalizer.normalize(tree.path(of: region.code)).units] = index
        }
        self.names = names
        self.codeOfPath = codeOfPath
    }

    /// Whether a text is the name of a region that none lies above: it tells of no place.
    public func isTop(_ text: NormalizedText) -> Bool {
        names.region(named: text.units).map { tree.regions[$0].parent == nil } ?? false
    }

    /// Returns the region of a message; `nil` means `Region.unknown`.
    ///
    /// `field` is the text of the mapped column, taken by code, full path or name, else by the
    /// lowest region it names.
    public func find(
        field: String?,
        title: NormalizedText,
        body: NormalizedText
    ) -> Finding? {
        if let field, let index = region(inField: field) {
            return Finding(code: tree.regions[index].code, origin: .field)
        }
        if let index = firstMention(in: title.units, refining: true) {
            return Finding(code: tree.regions[index].code, origin: .title)
        }
        return firstMention(in: body.units, refining: false).map {
            Finding(code: tree.regions[$0].code, origin: .body)
        }
    }

    private func region(inField field: String) -> Int? {
        let units = normalizer.normalize(field).units
        if let index = names.region(named: units) ?? codeOfPath[units] { return index }
        return mentions(in: units).max { left, right in
            (depth(left.region), left.range.count, -left.range.lowerBound)
                < (depth(right.region), right.range.count, -right.range.lowerBound)
        }?.region
    }

    private func depth(_ region: Int) -> Int { tree.lineage(of: tree.regions[region].code).count }

    private func isWithin(_ region: Int, _ other: Int) -> Bool {
        tree.isWithin(tree.regions[region].code, tree.regions[other].code)
    }

    private func firstMention(in units: [UInt16], refining: Bool) -> Int? {
        var found: (region: Int, end: Int)?
        for mention in mentions(in: units) {
            guard let last = found else {
                found = (mention.region, mention.range.upperBound)
                continue
            }
            let follows = mention.range.lowerBound == last.end
            guard follows || refining else { break }
            if isWithin(mention.region, last.region) {
                found = (mention.region, mention.range.upperBound)
            } else if !refining {
                break
            }
        }
        return found?.region
    }

    private func mentions(in units: [UInt16]) -> [(region: Int, range: Range<Int>)] {
        var found: [(region: Int, range: Range<Int>)] = []
        units.withUnsafeBufferPointer { units in
            var start = 0
            while start < units.count {
                if let match = names.longest(in: units, at: start) {
                    found.append((match.region, start..<match.end))
                    start = match.end
                } else {
                    start += 1
                }
            }
        }
        return found
    }
}
