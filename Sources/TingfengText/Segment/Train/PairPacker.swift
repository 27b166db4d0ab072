import CPairs

/// Finds the shifts of a `pairs_hash` and puts every pair in its place.
struct PairPacker {
    private static let groupSize = 4
    /// Of so many places one stays free.
    private static let slack = 32

    private(set) var shifts: [UInt16] = []
    private(set) var places: [pairs_entry] = []

    /// Takes the pairs, each key once.
    init(_ pairs: [pairs_entry]) {
        var count = pairs.count + pairs.count / Self.slack + 1
        while !pack(pairs, places: count) { count += count / Self.slack + 1 }
    }

    /// Returns false if some group fits nowhere.
    private mutating func pack(_ pairs: [pairs_entry], places count: Int) -> Bool {
        let groupCount = pairs.count / Self.groupSize + 1
        let hash = pairs_hash(groups: UInt64(groupCount), places: UInt64(count))
        shifts = Array(repeating: 0, count: groupCount)
        let free = pairs_entry(key: pairs_entry.free, node: 0, leading: 0, trailing: 0)
        places = Array(repeating: free, count: count)
        var groups = [[Int]](repeating: [], count: shifts.count)
        for index in pairs.indices {
            groups[Int(pairs_group(hash, pairs_mixed(pairs[index].key)))].append(index)
        }
        // Large groups first, while there is room.
        let order = groups.indices.sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }
        return order.allSatisfy { place(groups[$0].map { pairs[$0] }, group: $0, hash) }
    }

    private mutating func place(
        _ pairs: [pairs_entry],
        group: Int,
        _ hash: pairs_hash
    ) -> Bool {
        let mixed = pairs.map { pairs_mixed($0.key) }
        for shift in UInt16.min...UInt16.max {
            var taken: [Int] = []
            for value in mixed {
                let place = Int(pairs_place(hash, value, shift))
                guard places[place].key == pairs_entry.free, !taken.contains(place) else {
                    break
                }
                taken.append(place)
            }
            guard taken.count == pairs.count else { continue }
            shifts[group] = shift
            for (pair, place) in zip(pairs, taken) { places[place] = pair }
            return true
        }
        return false
    }
}
