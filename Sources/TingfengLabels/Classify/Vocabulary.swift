/// Looks up feature keys in an open-addressing table.
///
/// A key's upper half is its fingerprint, the lower half its place. Borrowed memory; lives as long
/// as the file it points into.
struct Vocabulary {
    let slots: UnsafeBufferPointer<UInt64>

    /// Returns the number of a feature, or -1 if training never kept it.
    @inline(__always)
    func index(of key: UInt64) -> Int {
        guard !slots.isEmpty else { return -1 }
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while true {
            let slot = slots[place]
            if slot == 0 { return -1 }
            if slot >> 32 == key >> 32 { return Int(slot & 0xFFFF_FFFF) - 1 }
            place = (place + 1) & mask
        }
    }

    /// Returns the table of the given keys; the number of a key is its place in the array.
    static func table(of keys: [UInt64]) -> [UInt64] {
        var size = 16
        while size * 3 < keys.count * 4 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for (index, key) in keys.enumerated() {
            var place = Int(truncatingIfNeeded: key) & (size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = key & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
        }
        return slots
    }
}
