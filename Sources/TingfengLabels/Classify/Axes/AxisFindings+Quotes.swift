import TingfengText

extension AxisFindings {
    /// Adds the places that speak for each finding: the cues of the lexicon and, where there is none
    /// for an aspect or an urgency that the model found, the clause that adds most to its score.
    mutating func addQuotes(
        _ shares: FeatureShares,
        cues: CueFinder,
        _ input: ClassifierInput,
        _ model: ClassifierModel
    ) {
        let hits = cues.hits(in: input)
        conduct = Self.evidence(hits, .conduct)
        urgencyReasons = Self.evidence(hits, .urgency)
        guard let heads = model.axes?.heads else { return }
        if urgency != Self.ordinary, urgencyReasons.isEmpty {
            let head = heads.firstIndex { $0.axis == .urgency }
            urgencyReasons = Self.clause(head, shares, model).map {
                Evidence(name: "其他", range: $0)
            }
        }
        let aspectCues = Self.evidence(hits, .aspect)
        for index in aspects.indices {
            let name = aspects[index].name
            aspects[index].quotes = aspectCues.filter { $0.name == name }.map(\.range)
            guard aspects[index].quotes.isEmpty else { continue }
            let head = heads.firstIndex { $0.axis == .aspect && $0.name == name }
            aspects[index].quotes = Self.clause(head, shares, model)
        }
    }

    private static func evidence(
        _ hits: [(cue: Cue, bytes: Range<Int>)],
        _ axis: Cue.Axis
    ) -> [Evidence] {
        hits.filter { $0.cue.axis == axis }.map { Evidence(name: $0.cue.value, range: $0.bytes) }
    }

    private static func clause(
        _ head: Int?,
        _ shares: FeatureShares,
        _ model: ClassifierModel
    ) -> [Range<Int>] {
        guard let head else { return [] }
        let direction = shares.direction(model.direction(ofHead: head))
        return shares.strongestClause(by: direction).map { [$0] } ?? []
    }
}

extension CueFinder {
    /// Returns the cues of title and body with their bytes in stored title + "\n" + body.
    func hits(in input: ClassifierInput) -> [(cue: Cue, bytes: Range<Int>)] {
        var hits: [(cue: Cue, bytes: Range<Int>)] = []
        let offset = Int(input.title.starts.last ?? 0) + 1
        for (text, offset) in [(input.title, 0), (input.body, offset)] {
            forEachHit(in: text) { hit in
                let bytes = text.byteRange(of: hit.units)
                hits.append(
                    (cues[hit.cue], bytes.lowerBound + offset..<bytes.upperBound + offset)
                )
            }
        }
        return hits
    }
}
