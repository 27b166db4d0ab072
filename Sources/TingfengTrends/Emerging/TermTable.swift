/// A map from term ids to places in an array: open addressing over one array, an order of magnitude
/// faster than a dictionary because ids are already well mixed.
struct TermTable: Sendable {
    private var keys: [UInt64]
    private var places: [Int32]
    private var shift: Int
    private(set) var count = 0

    init(capacity: Int) {
        var bits = 6
        while (1 << bits) < capacity * 2 { bits += 1 }
        keys = Array(repeating: 0, count: 1 << bits)
        places = Array(repeating: -1, count: 1 << bits)
        shift = 64 - bits
    }

    /// The place of an id; −1 if there is none.
    @inline(__always)
    func place(of id: UInt64) -> Int32 {
        var slot = Int(id >> UInt64(shift))
        while places[slot] >= 0 {
            if keys[slot] == id { return places[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return -1
    }

    /// The place of an id, the next free one if it is new.
    mutating func add(_ id: UInt64) -> Int32 {
        if count * 2 >= keys.count { grow() }
        var slot = Int(id >> UInt64(shift))
        while places[slot] >= 0 {
            if keys[slot] == id { return places[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        keys[slot] = id
        places[slot] = Int32(count)
        count += 1
        return places[slot]
    }

    private mutating func grow() {
        var larger = TermTable(capacity: keys.count)
        for slot in keys.indices where places[slot] >= 0 {
            larger.insert(keys[slot], place: places[slot])
        }
        larger.count = count
        self = larger
    }

    private mutating func insert(_ id: UInt64, place: Int32) {
        var slot = Int(id >> UInt64(shift))
        while places[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = id
        places[slot] = place
    }
}
