import CFactors

/// Looks up feature keys in an open-addressing table.
///
/// A key's upper half is its fingerprint, the lower half its place. Borrowed memory; lives as long
/// as the file it points into.
struct Vocabulary {
    let slots: UnsafeBufferPointer<UInt64>
    /// See ``filter(of:)``.
    let filter: [UInt64]

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

    /// Writes the numbers of those keys that have one to `ids` and returns how many they are; `likely` is
    /// scratch memory.
    ///
    /// The places of the table are far from each other: fetching the next ones ahead takes a third
    /// of the time of one call after another.
    func find(_ keys: [UInt64], _ likely: inout [UInt64], _ ids: inout [Int32]) -> Int32 {
        guard let first = slots.baseAddress, !slots.isEmpty else { return 0 }
        if ids.count <= keys.count {
            ids = [Int32](repeating: -1, count: keys.count * 2 + 1)
            likely = [UInt64](repeating: 0, count: ids.count)
        }
        let mask = UInt64(slots.count - 1)
        return factors_find(first, mask, filter, keys, Int32(keys.count), &likely, &ids)
    }

    /// Returns the filter of a table: it settles most keys without number in memory that is near.
    static func filter(of slots: UnsafeBufferPointer<UInt64>) -> [UInt64] {
        var filter = [UInt64](repeating: 0, count: factors_filter_words)
        if let first = slots.baseAddress {
            factors_fill_filter(first, Int64(slots.count), &filter)
        }
        return filter
    }

    /// Returns the table of the given keys; the number of a key is its place in the array.
    static func table(of keys: [UInt64]) -> [UInt64] {
        var size = 16
        // Half of the places at least stay free: a key without number ends at the first free one.
        while size < keys.count * 2 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for (index, key) in keys.enumerated() {
            var place = Int(truncatingIfNeeded: key) & (size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = key & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
        }
        return slots
    }
}
