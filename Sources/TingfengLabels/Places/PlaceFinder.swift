import TingfengText

/// A place that a message names, in the field where it stands.
public struct FoundPlace: Sendable, Equatable {
    /// Whether the place stands in the title.
    public var isInTitle: Bool
    /// Units of the normalised field.
    public var units: Range<Int>
    /// Calibrated probability that the matter is here, whether or not its name ends just there.
    public var probability: Float
    /// Which place it is, however it is written; see ``PlaceName``.
    public var name: PlaceName
}

/// Finds where the matter of a message is: estates, roads, schools, villages, stations (地点).
///
/// A linear-chain model over characters, with administrative divisions as one symbol each, sees
/// spans and their probabilities; a second, small model decides which of the distinct strings are
/// the matter's place rather than just mentioned.
///
///     let finder = PlaceFinder(model: model, lexicon: lexicon)
///     let places = finder.find(in: message, workspace: &workspace)
public struct PlaceFinder: Sendable {
    /// Scratch memory of one thread.
    public struct Workspace {
        var symbols = PlaceSymbols()
        var context = PlaceContext()
        var tagger = PlaceTagger()

        /// Makes the scratch memory that one thread passes to every call of `find`.
        public init() {}
    }

    /// No message is about more places than this.
    public static let placeLimit = 4

    let model: PlaceModel
    let lexicon: PlaceLexicon

    /// A finder of its learned model and its lexicon of divisions.
    public init(model: PlaceModel, lexicon: PlaceLexicon) {
        self.model = model
        self.lexicon = lexicon
    }

    /// Returns the places of a message, likeliest first, at most `limit`.
    public func find(
        in message: ClassifierInput,
        limit: Int = placeLimit,
        workspace: inout Workspace
    ) -> [FoundPlace] {
        var candidates = candidates(of: message, &workspace)
        guard !candidates.isEmpty else { return [] }
        let evidence = PlaceEvidence(message, workspace.symbols, candidates)
        let numbers = candidates.indices.map { evidence.features(of: $0) }
        let judge = model.judge
        for number in candidates.indices {
            candidates[number].verdict.exact = judge.exactness(numbers[number])
        }
        let chosen = PlaceJudge.chosen(candidates, judge.thresholds, limit: limit) { number in
            judge.touching(numbers[number])
        }
        return chosen.compactMap { place($0, message, workspace.symbols) }
    }

    private func place(
        _ candidate: PlaceCandidate,
        _ message: ClassifierInput,
        _ symbols: PlaceSymbols
    ) -> FoundPlace? {
        let range = candidate.best.range
        let isInTitle = range.lowerBound < symbols.titleCount
        let field = isInTitle ? message.title.units : message.body.units
        let found = symbols.units(of: range)
        let units = PlaceMarks.mended(found, in: field)
        guard units.count >= 2 else { return nil }
        let divisions = max(0, found.lowerBound + candidate.divisionLength - units.lowerBound)
        return FoundPlace(
            isInTitle: isInTitle,
            units: units,
            probability: candidate.verdict.touching,
            name: PlaceName(units: field[units], divisionLength: min(divisions, units.count))
        )
    }

    /// Returns the distinct strings that the chain sees, in text order.
    func candidates(
        of message: ClassifierInput,
        _ workspace: inout Workspace
    ) -> [PlaceCandidate] {
        workspace.symbols.read(message, lexicon)
        workspace.context.collect(workspace.symbols, rarity: model.rarity)
        let spans = workspace.tagger.spans(of: workspace.symbols, workspace.context, model)
        var candidates: [PlaceCandidate] = []
        for span in spans {
            let isInTitle = span.range.lowerBound < workspace.symbols.titleCount
            let field = isInTitle ? message.title.units : message.body.units
            let units = field[workspace.symbols.units(of: span.range)]
            if let known = candidates.firstIndex(where: { $0.units.elementsEqual(units) }) {
                candidates[known].spans.append(span)
            } else {
                candidates.append(
                    PlaceCandidate(
                        spans: [span],
                        symbols: workspace.symbols.values[span.range],
                        units: units,
                        divisionLength: workspace.symbols.divisionLength(of: span.range)
                    )
                )
            }
        }
        return candidates
    }
}
