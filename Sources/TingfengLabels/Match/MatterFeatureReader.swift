import TingfengText

/// Makes ``MatterFeatures`` of messages; one value per thread, the table is shared.
public struct MatterFeatureReader {
    /// The most telling terms are kept.
    private static let termLimit = 240

    private let termWeights: TermWeights
    private let places: PlaceFinder?
    private var pairs = TermPairs()
    private var cells: [UInt32] = []
    private var sorting = RadixSort()
    private var workspace = PlaceFinder.Workspace()

    /// A reader that weighs terms by the given table and knows the places of titles by the given
    /// finder; without one no title names a place.
    public init(termWeights: TermWeights, places: PlaceFinder?) {
        self.termWeights = termWeights
        self.places = places
    }

    /// Returns the features of a message.
    ///
    /// `region` is the path of its region as the title (`isRegionInTitle`) or the field names it;
    /// leave it out where the body alone mentions one, which says little about where the matter is.
    /// `topics` are the likeliest categories.
    public mutating func features(
        of message: ClassifierInput,
        region: String?,
        isRegionInTitle: Bool,
        topics: [Classification.RankedPath]
    ) -> MatterFeatures {
        cells.removeAll(keepingCapacity: true)
        pairs.collect(message.title, message.titleTokens)
        var places = pairs.placeCodes
        let names = namePairs(in: message)
        // Two bits below the cell say where the term stands: a name of the title, the title, the
        // body.
        for term in pairs.terms {
            cells.append(UInt32(TermWeights.cell(of: term)) << 2 | (names.contains(term) ? 0 : 1))
        }
        pairs.collect(message.body, message.bodyTokens)
        for term in pairs.terms { cells.append(UInt32(TermWeights.cell(of: term)) << 2 | 2) }
        sorting.sort(&cells, bits: TermWeights.cellBits + 2)
        let lineage = region.map(Self.lineage) ?? []
        if isRegionInTitle, let region = lineage.last { places.append(region) }
        return MatterFeatures(
            terms: terms(),
            places: Set(places).sorted(),
            regions: Set(lineage).sorted(),
            topics: topics.map { MatterTopic(path: $0.path, probability: $0.probability).bits }
                .sorted()
        )
    }

    /// The terms of the places that the title names; a look at the title alone, some 10 µs.
    private mutating func namePairs(in message: ClassifierInput) -> [UInt32] {
        guard let places, !message.title.units.isEmpty else { return [] }
        return places.find(in: message.titleAlone, workspace: &workspace).flatMap { place in
            let core = Array(place.name.core.utf16)
            return zip(core, core.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }
        }
    }

    /// The terms of the sorted cells.
    private func terms() -> [UInt32] {
        var terms: [UInt32] = []
        terms.reserveCapacity(cells.count)
        termWeights.withLevels { level in
            var start = 0
            while start < cells.count {
                var end = start
                var inTitle = 0
                while end < cells.count, cells[end] >> 2 == cells[start] >> 2 {
                    if cells[end] & 3 < 2 { inTitle += 1 }
                    end += 1
                }
                let cell = Int(cells[start] >> 2)
                let term = MatterTerm(
                    cell: cell,
                    titleCount: inTitle,
                    isInName: cells[start] & 3 == 0,
                    count: end - start,
                    level: level(cell)
                )
                terms.append(term.bits)
                start = end
            }
        }
        return terms.withUnsafeBufferPointer { LoudestTerms.of($0, Self.termLimit) }
    }

    /// Hashes of a path and of those above it, root first.
    private static func lineage(of path: String) -> [UInt32] {
        var hash: UInt64 = 1
        var hashes: [UInt32] = []
        for part in path.split(separator: "/") {
            for byte in part.utf8 { hash = FeatureKeys.mix(hash ^ UInt64(byte)) }
            hashes.append(UInt32(truncatingIfNeeded: hash))
            hash = FeatureKeys.mix(hash)
        }
        return hashes
    }
}
