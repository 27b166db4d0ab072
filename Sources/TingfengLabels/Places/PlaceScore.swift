/// Precision and recall of places, as the sets of distinct strings of each message.
///
/// A string inside a longer one of the same message does not count; nor does a bare division.
public struct PlaceScore: Sendable {
    /// Precision, recall and their harmonic mean.
    public struct Rate: Sendable {
        /// Right ones among those found.
        public var precision = 0.0
        /// Found ones among those marked.
        public var recall = 0.0
        /// Harmonic mean.
        public var f1: Double { 2 * precision * recall / max(precision + recall, 1e-9) }
    }

    private var marked = 0
    private var found = 0
    private var exactCount = 0
    private var touchedMarked = 0
    private var touchedFound = 0

    /// Equal strings.
    public var exact: Rate {
        Rate(
            precision: Double(exactCount) / Double(max(found, 1)),
            recall: Double(exactCount) / Double(max(marked, 1))
        )
    }

    /// One string contains the other.
    public var overlap: Rate {
        Rate(
            precision: Double(touchedFound) / Double(max(found, 1)),
            recall: Double(touchedMarked) / Double(max(marked, 1))
        )
    }

    /// An empty count.
    public init() {}

    /// Adds one message: the marked and the found strings, in normalised units.
    public mutating func add(_ truth: [[UInt16]], _ answer: [[UInt16]]) {
        let truth = Self.maximal(truth)
        let answer = Self.maximal(answer)
        marked += truth.count
        found += answer.count
        exactCount += truth.filter(answer.contains).count
        func touches(_ one: [UInt16], _ other: [UInt16]) -> Bool {
            one[...].holds(other[...]) || other[...].holds(one[...])
        }
        touchedMarked += truth.filter { one in answer.contains { touches(one, $0) } }.count
        touchedFound += answer.filter { one in truth.contains { touches(one, $0) } }.count
    }

    static func maximal(_ places: [[UInt16]]) -> [[UInt16]] {
        var kept: [[UInt16]] = []
        for place in places.sorted(by: { $0.count > $1.count }) where !isBareDivision(place) {
            if !kept.contains(where: { $0[...].holds(place[...]) }) { kept.append(place) }
        }
        return kept
    }

    private static func isBareDivision(_ place: [UInt16]) -> Bool {
        let symbols = PlaceSymbols(place)
        return symbols.values.dropLast().allSatisfy(PlaceSymbols.isDivision)
            || String(decoding: place, as: UTF16.self) == "西地省"
    }
}
