/// Training rows in compressed form: feature numbers and values of row i stand at `starts[i]..<
/// starts[i + 1]`.
struct SparseRows: Sendable {
    var starts: [Int] = [0]
    var ids: [Int32] = []
    var values: [Float] = []
    var featureCount = 0

    var count: Int { starts.count - 1 }

    mutating func append(ids newIDs: [Int32], values newValues: [Float]) {
        ids += newIDs
        values += newValues
        starts.append(ids.count)
    }

    /// Returns the given rows, features numbered as before.
    func keeping(_ rows: [Int]) -> SparseRows {
        var kept = SparseRows()
        kept.featureCount = featureCount
        for row in rows {
            let range = starts[row]..<starts[row + 1]
            kept.append(ids: Array(ids[range]), values: Array(values[range]))
        }
        return kept
    }

    /// Returns all rows without the marked features, numbered as before.
    func dropping(_ isDropped: [Bool]) -> SparseRows {
        var kept = SparseRows()
        kept.featureCount = featureCount
        for row in 0..<count {
            let places = (starts[row]..<starts[row + 1]).filter { !isDropped[Int(ids[$0])] }
            kept.append(ids: places.map { ids[$0] }, values: places.map { values[$0] })
        }
        return kept
    }

    /// Returns the given rows with their features renumbered from 0, and the old number of each.
    func selecting(_ rows: [Int]) -> (rows: SparseRows, features: [Int32]) {
        var local = [Int32](repeating: -1, count: featureCount)
        for row in rows {
            for place in starts[row]..<starts[row + 1] { local[Int(ids[place])] = 0 }
        }
        let features = (0..<Int32(featureCount)).filter { local[Int($0)] == 0 }
        for (number, feature) in features.enumerated() { local[Int(feature)] = Int32(number) }
        var selected = SparseRows()
        selected.featureCount = features.count
        for row in rows {
            let range = starts[row]..<starts[row + 1]
            selected.append(ids: ids[range].map { local[Int($0)] }, values: Array(values[range]))
        }
        return (selected, features)
    }
}
