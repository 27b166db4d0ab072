/// A set of words over UTF-16 units with a small number for each, as a tree in one hash table.
///
/// A node is found by its parent and its unit, after Darragh, Cleary & Witten (1993); the first three
/// units of a word make one node, its head.
///
/// A text asks at every unit whether a word begins there, and nearly always in vain: a filter that
/// may err to yes (Bloom 1970), three bits of one 64-bit block a head, answers with one load (Putze,
/// Sanders & Singler 2007). What passes it waits for memory once a node.
struct WordTree: Sendable {
    private struct Node {
        /// The units of a head and how many, or the place of the parent and a unit; 0 if empty.
        var key: UInt64 = 0
        /// The number of the word that ends here.
        var value = noValue
        /// A bit for every unit with which a word goes on.
        var next: UInt16 = 0

        static let noValue = UInt16.max

        /// Whether a word may go on with a unit.
        @inline(__always)
        func mayGoOn(with unit: UInt16) -> Bool { next & Self.bit(of: unit) != 0 }

        @inline(__always)
        static func bit(of unit: UInt16) -> UInt16 { 1 &<< ((unit &* 0x9E37) &>> 12) }
    }

    /// Units of the longest head.
    private static let head = 3

    private var nodes: [Node]
    private var filter: [UInt64]
    private let nodeShift: UInt64
    private let filterShift: UInt64
    /// Whether there are heads of one, of two and of three units.
    private var hasHead = (one: false, two: false, three: false)

    /// Makes a tree; of equal words the last one counts, an empty one does not.
    ///
    /// - Complexity: O(units); 100,000 words take some 20 ms.
    init(_ words: [(units: [UInt16], value: UInt16)]) {
        let units = words.reduce(0) { $0 + max($1.units.count - Self.head, 0) + 1 }
        // A quarter of the places at least stay empty; sixteen bits of the filter for each head.
        let nodeWidth = Self.width(units + units / 3)
        let filterWidth = Self.width(words.count / 4)
        nodes = Array(repeating: Node(), count: 1 << nodeWidth)
        filter = Array(repeating: 0, count: 1 << filterWidth)
        nodeShift = UInt64(UInt64.bitWidth - nodeWidth)
        filterShift = UInt64(UInt64.bitWidth - filterWidth)
        for word in words where !word.units.isEmpty { insert(word.units, word.value) }
    }

    /// The exponent of the first power of two above a number.
    private static func width(_ count: Int) -> Int {
        max(1, Int.bitWidth - count.leadingZeroBitCount)
    }

    var isEmpty: Bool { !(hasHead.one || hasHead.two || hasHead.three) }

    private mutating func insert(_ units: [UInt16], _ value: UInt16) {
        let count = min(units.count, Self.head)
        switch count {
        case 1: hasHead.one = true
        case 2: hasHead.two = true
        default: hasHead.three = true
        }
        let key = units.withUnsafeBufferPointer { Self.key(count, $0, 0) }
        let mixed = Self.mixed(key)
        filter[Int(mixed &>> filterShift)] |= Self.mask(mixed)
        var place = take(key)
        for unit in units[count...] {
            nodes[place].next |= Node.bit(of: unit)
            place = take(Self.key(behind: place, unit))
        }
        nodes[place].value = value
    }

    /// The place of a node, which is made if it is not there.
    private mutating func take(_ key: UInt64) -> Int {
        let place = place(of: key)
        nodes[place].key = key
        return place
    }

    /// Calls the body with each index at which a word may begin.
    @inline(__always)
    func forEachCandidate(in units: UnsafeBufferPointer<UInt16>, _ body: (Int) -> Void) {
        var start = 0
        while start < units.count {
            // The filter is asked without branches, which nobody could predict.
            var candidates: UInt64 = 0
            for offset in 0..<min(UInt64.bitWidth, units.count &- start) {
                let may = mayBegin(in: units, at: start &+ offset)
                candidates |= (may ? 1 : 0) &<< UInt64(truncatingIfNeeded: offset)
            }
            while candidates != 0 {
                body(start &+ candidates.trailingZeroBitCount)
                candidates &= candidates &- 1
            }
            start &+= UInt64.bitWidth
        }
    }

    @inline(__always)
    private func mayBegin(in units: UnsafeBufferPointer<UInt16>, at start: Int) -> Bool {
        let left = units.count &- start
        var may = false
        if hasHead.three, left > 2 { may = passes(Self.key(3, units, start)) }
        if hasHead.two, left > 1 { may = may || passes(Self.key(2, units, start)) }
        if hasHead.one { may = may || passes(Self.key(1, units, start)) }
        return may
    }

    @inline(__always)
    private func passes(_ key: UInt64) -> Bool {
        let mixed = Self.mixed(key)
        let mask = Self.mask(mixed)
        return filter[Int(mixed &>> filterShift)] & mask == mask
    }

    /// Calls the body with the number and the end of each word that begins at an index and ends
    /// before a limit, the shortest first.
    @inline(__always)
    func forEachWord(
        in units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        limit: Int,
        _ body: (_ value: UInt16, _ end: Int) -> Void
    ) {
        if hasHead.one, start < limit { visit(units, start, 1, limit, body) }
        if hasHead.two, start &+ 1 < limit { visit(units, start, 2, limit, body) }
        if hasHead.three, start &+ 2 < limit { visit(units, start, 3, limit, body) }
    }

    @inline(__always)
    private func visit(
        _ units: UnsafeBufferPointer<UInt16>,
        _ start: Int,
        _ head: Int,
        _ limit: Int,
        _ body: (_ value: UInt16, _ end: Int) -> Void
    ) {
        var place = place(of: Self.key(head, units, start))
        var end = start &+ head
        while nodes[place].key != 0 {
            if nodes[place].value != Node.noValue { body(nodes[place].value, end) }
            guard end < limit, nodes[place].mayGoOn(with: units[end]) else { return }
            place = self.place(of: Self.key(behind: place, units[end]))
            end &+= 1
        }
    }

    /// The number of a whole word; nil if it is not in the set.
    func value(of word: ArraySlice<UInt16>) -> UInt16? {
        var found: UInt16?
        word.withUnsafeBufferPointer { units in
            forEachWord(in: units, from: 0, limit: units.count) { value, end in
                if end == units.count { found = value }
            }
        }
        return found
    }

    // MARK: - Hashing

    /// Where a node is, or the empty place where it would be.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        var place = Int(Self.mixed(key) &>> nodeShift)
        while nodes[place].key != key, nodes[place].key != 0 {
            place = (place &+ 1) & (nodes.count &- 1)
        }
        return place
    }

    /// The key of the head of so many units at an index.
    @inline(__always)
    private static func key(
        _ count: Int,
        _ units: UnsafeBufferPointer<UInt16>,
        _ start: Int
    ) -> UInt64 {
        var key = UInt64(count) &<< 48 | UInt64(units[start])
        if count > 1 { key |= UInt64(units[start &+ 1]) &<< 16 }
        if count > 2 { key |= UInt64(units[start &+ 2]) &<< 32 }
        return key
    }

    @inline(__always)
    private static func key(behind parent: Int, _ unit: UInt16) -> UInt64 {
        1 &<< 63 | UInt64(parent) &<< 16 | UInt64(unit)
    }

    @inline(__always)
    private static func mixed(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    private static func mask(_ mixed: UInt64) -> UInt64 {
        1 &<< (mixed &>> 43) | 1 &<< (mixed &>> 37) | 1 &<< (mixed &>> 31)
    }
}
