import CFactors

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

    /// Replaces `ids` by the numbers of features, -1 where training never kept one.
    ///
    /// The places of the table are far from each other: fetching the next ones ahead takes a third
    /// of the time of one call after another.
    func find(_ keys: [UInt64], _ ids: inout [Int32]) {
        guard let first = slots.baseAddress, !slots.isEmpty else {
            ids = [Int32](repeating: -1, count: keys.count)
            return
        }
        if ids.count < keys.count { ids = [Int32](repeating: -1, count: keys.count * 2) }
        ids.withUnsafeMutableBufferPointer { ids in
            factors_find(first, UInt64(slots.count - 1), keys, Int32(keys.count), ids.baseAddress)
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
