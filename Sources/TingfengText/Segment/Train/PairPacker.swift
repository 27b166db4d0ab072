/// Finds the shifts of a ``PairHash`` and puts every pair in its place.
struct PairPacker {
    private static let groupSize = 4
    /// Of so many places one stays free.
    private static let slack = 32

    private(set) var shifts: [UInt16] = []
    private(set) var places: [SegmenterModel.Pair] = []

    /// Takes the pairs, each key once.
    init(_ pairs: [SegmenterModel.Pair]) {
        var count = pairs.count + pairs.count / Self.slack + 1
        while !pack(pairs, places: count) { count += count / Self.slack + 1 }
    }

    /// Returns false if some group fits nowhere.
    private mutating func pack(_ pairs: [SegmenterModel.Pair], places count: Int) -> Bool {
        let hash = PairHash(groups: pairs.count / Self.groupSize + 1, places: count)
        shifts = Array(repeating: 0, count: Int(hash.groups))
        let free = SegmenterModel.Pair(
            key: SegmenterModel.Pair.free,
            node: 0,
            leading: 0,
            trailing: 0
        )
        places = Array(repeating: free, count: count)
        var groups = [[Int]](repeating: [], count: shifts.count)
        for index in pairs.indices {
            groups[hash.group(PairHash.mixed(pairs[index].key))].append(index)
        }
        // Large groups first, while there is room.
        let order = groups.indices.sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }
        return order.allSatisfy { place(groups[$0].map { pairs[$0] }, group: $0, hash) }
    }

    private mutating func place(
        _ pairs: [SegmenterModel.Pair],
        group: Int,
        _ hash: PairHash
    ) -> Bool {
        let mixed = pairs.map { PairHash.mixed($0.key) }
        for shift in UInt16.min...UInt16.max {
            var taken: [Int] = []
            for value in mixed {
                let place = hash.place(value, shift: shift)
                guard places[place].key == SegmenterModel.Pair.free, !taken.contains(place) else {
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
