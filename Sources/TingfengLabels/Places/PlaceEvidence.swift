/// Makes the numbers that ``PlaceJudge`` weighs.
struct PlaceEvidence {
    let symbols: PlaceSymbols
    let candidates: [PlaceCandidate]

    func features(of number: Int) -> [Float] {
        let candidate = candidates[number]
        let best = candidate.best
        let total = candidate.spans.reduce(0) { $0 + $1.probability }
        let inTitle = best.range.lowerBound < symbols.titleCount
        let hasDivision = PlaceSymbols.isDivision(candidate.symbols[candidate.symbols.startIndex])
        let inside = rivals(of: number) { $0.count < $1.count && $1.holds($0) }
        let around = rivals(of: number) { $0.count > $1.count && $0.holds($1) }
        let crossing = crossing(number)
        let others = candidates.reduce(0) { $0 + $1.best.probability } - best.probability
        let length = Float(candidate.symbols.count)
        let position =
            inTitle ? 0 : Float(best.range.lowerBound - symbols.titleCount) / 100
        return [
            1, Self.logit(best.probability), min(total, 3), total - best.probability,
            inTitle ? 1 : 0, hasDivision ? 1 : 0,
            inside, around, Self.logit(around), crossing, min(others, 4),
            min(position, 3), length / 10, length < 4 ? 1 : 0, length > 14 ? 1 : 0,
            inTitle ? Self.logit(best.probability) : 0,
            hasTitleCandidate && !inTitle ? 1 : 0,
            min(Float(symbols.values.count) / 300, 3),
            hasDivision && !inTitle ? 1 : 0,
            candidate.spans.count > 1 ? 1 : 0,
            kin(of: number) { $0 > $1 }, kin(of: number) { $0 < $1 },
        ]
    }

    private var hasTitleCandidate: Bool {
        candidates.contains {
            $0.best.range.lowerBound < symbols.titleCount && $0.best.probability > 0.4
        }
    }

    /// The likeliest other string in a relation, as a probability.
    private func rivals(
        of number: Int,
        _ isRelated: (ArraySlice<UInt16>, ArraySlice<UInt16>) -> Bool
    ) -> Float {
        let own = candidates[number].units
        return candidates.indices.reduce(0) { most, other in
            guard other != number, isRelated(candidates[other].units, own) else { return most }
            return max(most, candidates[other].best.probability)
        }
    }

    /// The likeliest other string that seems to mean the same place, longer or shorter.
    private func kin(of number: Int, _ isRelated: (Int, Int) -> Bool) -> Float {
        let own = candidates[number]
        return candidates.indices.reduce(0) { most, other in
            let candidate = candidates[other]
            guard other != number, isRelated(candidate.units.count, own.units.count),
                !candidate.best.range.overlaps(own.best.range), candidate.isKin(of: own)
            else { return most }
            return max(most, candidate.best.probability)
        }
    }

    /// The likeliest other string whose best occurrence overlaps this one's without holding it.
    private func crossing(_ number: Int) -> Float {
        let own = candidates[number].best.range
        return candidates.indices.reduce(0) { most, other in
            let range = candidates[other].best.range
            guard other != number, range.overlaps(own) else { return most }
            return max(most, candidates[other].best.probability)
        }
    }

    static func logit(_ probability: Float) -> Float {
        let kept = min(max(Double(probability), 0.002), 0.998)
        return Float(naturalLog(kept / (1 - kept)))
    }
}
