/// All places where a Han character stands, sorted by the Han characters from there on.
///
/// Equal strings of any length are then neighbours, so that counts, right neighbours and places of
/// every string come from one walk.
struct SortedSuffixes {
    /// Units, sorted by what follows.
    let positions: [Int32]
    /// How many units each shares with the one before it, at most `length`.
    let shared: [UInt8]
    /// Units compared.
    let length: Int

    init(units: [UInt16], marks: [WordDiscovery.Mark], length: Int) {
        self.length = length
        let text = Self.hanOnly(units, marks)
        var positions = Self.byFirstUnit(text)
        text.withUnsafeBufferPointer { text in
            Self.sortBuckets(&positions, text, length)
        }
        self.positions = positions
        shared = text.withUnsafeBufferPointer { text in
            positions.indices.map { index in
                index == 0 ? 0 : Self.common(text, positions[index - 1], positions[index], length)
            }
        }
    }

    /// Calls the body with each range of positions that share a string of a length.
    func forEachGroup(length: Int, minCount: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        for index in 1...max(positions.count, 1) {
            if index < positions.count, Int(shared[index]) >= length { continue }
            if index - start >= minCount, index <= positions.count { body(start..<index) }
            start = index
        }
    }

    /// The text with 0 for everything that is no Han character, and 0 at the end.
    private static func hanOnly(_ units: [UInt16], _ marks: [WordDiscovery.Mark]) -> [UInt16] {
        zip(units, marks).map { $1.contains(.han) ? $0 : 0 } + [0]
    }

    /// Counting sort by the first unit.
    private static func byFirstUnit(_ text: [UInt16]) -> [Int32] {
        var ends = [Int](repeating: 0, count: 0x10001)
        for unit in text where unit != 0 { ends[Int(unit) + 1] += 1 }
        for unit in 1..<ends.count { ends[unit] += ends[unit - 1] }
        var positions = [Int32](repeating: 0, count: ends[0x10000])
        for (index, unit) in text.enumerated() where unit != 0 {
            positions[ends[Int(unit)]] = Int32(index)
            ends[Int(unit)] += 1
        }
        return positions
    }

    private static func sortBuckets(
        _ positions: inout [Int32],
        _ text: UnsafeBufferPointer<UInt16>,
        _ length: Int
    ) {
        var start = 0
        while start < positions.count {
            let unit = text[Int(positions[start])]
            var end = start + 1
            while end < positions.count, text[Int(positions[end])] == unit { end += 1 }
            positions[start..<end].sort { left, right in
                precedes(text, Int(left), Int(right), length)
            }
            start = end
        }
    }

    /// Equal strings stand in the order of the text.
    private static func precedes(
        _ text: UnsafeBufferPointer<UInt16>,
        _ left: Int,
        _ right: Int,
        _ length: Int
    ) -> Bool {
        for offset in 1..<length {
            let (first, second) = (text[left + offset], text[right + offset])
            if first != second { return first < second }
            if first == 0 { break }
        }
        return left < right
    }

    private static func common(
        _ text: UnsafeBufferPointer<UInt16>,
        _ left: Int32,
        _ right: Int32,
        _ length: Int
    ) -> UInt8 {
        var count = 0
        while count < length {
            let unit = text[Int(left) + count]
            guard unit != 0, unit == text[Int(right) + count] else { break }
            count += 1
        }
        return UInt8(count)
    }
}
