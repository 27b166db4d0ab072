import TingfengTrends

/// Counts of consecutive bins, zero wherever nothing was added (计数).
struct CountRow {
    /// Place of `counts[0]`.
    private(set) var origin = 0
    private(set) var counts: [Int32] = []

    init() {}

    /// Makes a row of counts from a place on.
    init(origin: Int, counts: [Int32]) {
        self.origin = origin
        self.counts = counts
    }

    mutating func add(_ messages: Int, at place: Int) {
        if counts.isEmpty { origin = place }
        if place < origin {
            counts.insert(contentsOf: repeatElement(0, count: origin - place), at: 0)
            origin = place
        }
        while counts.count <= place - origin { counts.append(0) }
        counts[place - origin] += Int32(messages)
    }

    subscript(place: Int) -> Int32 {
        counts.indices.contains(place - origin) ? counts[place - origin] : 0
    }

    /// Counts of a range of places.
    func counts(in places: Range<Int>) -> [Int32] { places.map { self[$0] } }

    /// Places with a count.
    var places: [Int] { counts.indices.filter { counts[$0] != 0 }.map { origin + $0 } }
}
