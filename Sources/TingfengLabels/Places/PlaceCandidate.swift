/// A distinct string that may be a place, with all its occurrences that the chain sees.
struct PlaceCandidate {
    var spans: [PlaceSpan]
    var symbols: ArraySlice<UInt16>
    var units: ArraySlice<UInt16>
    var verdict = PlaceJudge.Verdict()

    /// How many units the divisions at its front take.
    var divisionLength = 0

    /// Whether two strings neither cross nor hold each other.
    func isApart(from other: PlaceCandidate) -> Bool {
        !other.best.range.overlaps(best.range) && !other.units.holds(units)
            && !units.holds(other.units)
    }

    var name: PlaceName { PlaceName(units: units, divisionLength: divisionLength) }

    /// The likeliest occurrence; of equals the first.
    var best: PlaceSpan {
        spans.dropFirst().reduce(spans[0]) { $1.probability > $0.probability ? $1 : $0 }
    }
}

extension ArraySlice<UInt16> {
    /// Whether another run of units stands inside.
    func holds(_ other: ArraySlice<UInt16>) -> Bool { !other.isEmpty && find(other, limit: 1) == 1 }

    /// How often another run of units stands inside.
    func count(of other: ArraySlice<UInt16>) -> Float {
        other.count > 1 ? Float(find(other, limit: .max)) : 0
    }

    /// The share of another run's pairs of neighbours that stand inside.
    func share(of other: ArraySlice<UInt16>) -> Float {
        guard other.count > 1 else { return 0 }
        let found = (other.startIndex..<other.endIndex - 1).count { holds(other[$0...$0 + 1]) }
        return Float(found) / Float(other.count - 1)
    }

    /// Whether a run of so many units stands in both.
    func sharesRun(of length: Int, with other: ArraySlice<UInt16>) -> Bool {
        guard count >= length else { return false }
        return (startIndex...endIndex - length).contains { other.holds(self[$0..<$0 + length]) }
    }

    /// Counts the places where another run stands, up to a limit.
    private func find(_ other: ArraySlice<UInt16>, limit: Int) -> Int {
        withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                guard own.count >= other.count else { return 0 }
                var found = 0
                for start in 0...own.count - other.count where own[start] == other[0] {
                    var length = 1
                    while length < other.count, own[start + length] == other[length] { length += 1 }
                    if length == other.count { found += 1 }
                    if found == limit { break }
                }
                return found
            }
        }
    }
}
