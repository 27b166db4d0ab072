import TingfengText

/// Makes ``MatterFeatures`` of messages; one value per thread, the table is shared.
public struct MatterFeatureReader {
    /// The most telling terms are kept.
    private static let termLimit = 240
    /// Where the title names no place, it is looked for in so much of the body; in all of it, the pairs
    /// of the development set were told apart no better (`benchmarks/match`).
    private static let headUnits = 120

    private let termWeights: TermWeights
    private let places: PlaceFinder?
    private var pairs = TermPairs()
    private var cells: [UInt32] = []
    private var sorting = RadixSort()
    private var workspace = PlaceFinder.Workspace()

    /// A reader that weighs terms by the given table and finds the place of a message by the given
    /// finder; without one no message names a place.
    public init(termWeights: TermWeights, places: PlaceFinder?) {
        self.termWeights = termWeights
        self.places = places
    }

    /// Returns the features of a message.
    ///
    /// `region` is the path of its region as the title (`isRegionInTitle`) or the field names it;
    /// leave it out where the body alone mentions one, which says little about where the matter is.
    /// `topics` are the likeliest categories, `caller` is the keyed hash of who wrote it, if known.
    public mutating func features(
        of message: ClassifierInput,
        region: String?,
        isRegionInTitle: Bool,
        topics: [Classification.RankedPath],
        caller: String? = nil
    ) -> MatterFeatures {
        cells.removeAll(keepingCapacity: true)
        pairs.collect(message.title, message.titleTokens)
        var places = pairs.placeCodes
        let names = namePairs(in: message)
        appendCells(isTitle: true, names)
        pairs.collect(message.body, message.bodyTokens)
        appendCells(isTitle: false, names)
        sorting.sort(&cells, bits: TermWeights.cellBits + 2)
        let lineage = region.map(Self.lineage) ?? []
        if isRegionInTitle, let region = lineage.last { places.append(region) }
        return MatterFeatures(
            terms: terms(),
            places: Set(places).sorted(),
            regions: Set(lineage).sorted(),
            topics: topics.map { MatterTopic(path: $0.path, probability: $0.probability).bits }
                .sorted(),
            caller: caller.map(Self.callerMark)
        )
    }

    /// Two bits below the cell say where a term stands: the lower one not in the title, the upper
    /// one not in the name of the place.
    private mutating func appendCells(isTitle: Bool, _ names: [UInt32]) {
        for term in pairs.terms {
            let marks: UInt32 = (names.contains(term) ? 0 : 2) | (isTitle ? 0 : 1)
            cells.append(UInt32(TermWeights.cell(of: term)) << 2 | marks)
        }
    }

    /// The terms of the likeliest place's name.
    private mutating func namePairs(in message: ClassifierInput) -> [UInt32] {
        guard let place = likeliestPlace(in: message) else { return [] }
        let core = Array(place.name.core.utf16)
        return zip(core, core.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }
    }

    private mutating func likeliestPlace(in message: ClassifierInput) -> FoundPlace? {
        for part in [message.titleAlone, message.head(Self.headUnits)] {
            if let place = places?.find(in: part, limit: 1, workspace: &workspace).first {
                return place
            }
        }
        return nil
    }

    private static func callerMark(of hash: String) -> UInt32 {
        UInt32(truncatingIfNeeded: hash.utf8.reduce(1) { FeatureKeys.mix($0 ^ UInt64($1)) })
    }

    /// The terms of the sorted cells.
    private func terms() -> [UInt32] {
        var terms: [UInt32] = []
        terms.reserveCapacity(cells.count)
        termWeights.withLevels { level in
            var start = 0
            while start < cells.count {
                var end = start
                var absent: UInt32 = 3
                while end < cells.count, cells[end] >> 2 == cells[start] >> 2 {
                    absent &= cells[end]
                    end += 1
                }
                let cell = Int(cells[start] >> 2)
                let term = MatterTerm(
                    cell: cell,
                    isInTitle: absent & 1 == 0,
                    isInName: absent & 2 == 0,
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
