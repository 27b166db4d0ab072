/// A distinct string that may be a place, with all its occurrences that the chain sees.
struct PlaceCandidate {
    var spans: [PlaceSpan]
    var symbols: ArraySlice<UInt16>
    var units: ArraySlice<UInt16>
    var probability: Float = 0

    /// How many units the divisions at its front take.
    var divisionLength = 0

    /// Whether a run of three characters beside divisions stands in both.
    func isKin(of other: PlaceCandidate) -> Bool {
        let own = units.dropFirst(divisionLength)
        let others = other.units.dropFirst(other.divisionLength)
        guard own.count >= 3 else { return false }
        return (own.startIndex...own.endIndex - 3).contains { others.holds(own[$0..<$0 + 3]) }
    }

    var name: PlaceName { PlaceName(units: units, divisionLength: divisionLength) }

    /// The likeliest occurrence; of equals the first.
    var best: PlaceSpan {
        spans.dropFirst().reduce(spans[0]) { $1.probability > $0.probability ? $1 : $0 }
    }
}

extension ArraySlice<UInt16> {
    /// Whether another run of units stands inside.
    func holds(_ other: ArraySlice<UInt16>) -> Bool {
        guard let first = other.first, other.count <= count else { return false }
        for start in startIndex...endIndex - other.count where self[start] == first {
            if self[start..<start + other.count].elementsEqual(other) { return true }
        }
        return false
    }
}
