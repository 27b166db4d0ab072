/// Chooses among the children of one node: a linear score per child, weights in 8 bits.
///
/// Borrowed memory of the model file. Weights are feature-major, `stride` per feature, so that one
/// feature touches one cache line.
struct LinearDecision {
    /// One record of the file's directory.
    struct Record: BitwiseCopyable {
        var slotStart: UInt32 = 0
        /// 0: the root, where a feature's number is its row.
        var slotCount: UInt32 = 0
        var weightStart: UInt32 = 0
        var parameterStart: UInt32 = 0
        var classCount: UInt32 = 0
        var stride: UInt32 = 0
    }

    let record: Record
    let slots: UnsafeBufferPointer<UInt64>
    let weights: UnsafeBufferPointer<Int8>
    /// `stride` scales, then `stride` biases.
    let parameters: UnsafeBufferPointer<Float>

    /// Returns the score of each child.
    func scores(of vector: borrowing FeatureVector, sums: inout [Float]) -> [Float] {
        let stride = Int(record.stride)
        sums.removeAll(keepingCapacity: true)
        for _ in 0..<stride { sums.append(0) }
        sums.withUnsafeMutableBufferPointer { sums in
            vector.values.withUnsafeBufferPointer { values in
                vector.ids.withUnsafeBufferPointer { ids in
                    for place in ids.indices {
                        let row = row(of: Int(ids[place]))
                        if row < 0 { continue }
                        add(row: row, times: values[place], to: sums)
                    }
                }
            }
        }
        return (0..<Int(record.classCount)).map { sums[$0] * scale($0) + bias($0) }
    }

    func scale(_ child: Int) -> Float { parameters[Int(record.parameterStart) + child] }

    func bias(_ child: Int) -> Float {
        parameters[Int(record.parameterStart) + Int(record.stride) + child]
    }

    /// Returns what one unit of a feature adds to the score of a child.
    func weight(of feature: Int, child: Int) -> Float {
        let row = row(of: feature)
        guard row >= 0 else { return 0 }
        let place = Int(record.weightStart) + row * Int(record.stride) + child
        return Float(weights[place]) * scale(child)
    }

    @inline(__always)
    private func add(row: Int, times value: Float, to sums: UnsafeMutableBufferPointer<Float>) {
        let start = Int(record.weightStart) + row * sums.count
        var child = 0
        while child < sums.count {
            for lane in 0..<4 {
                sums[child + lane] += value * Float(weights[start + child + lane])
            }
            child += 4
        }
    }

    @inline(__always)
    private func row(of feature: Int) -> Int {
        if record.slotCount == 0 { return feature }
        let mask = Int(record.slotCount) - 1
        var place = Self.home(of: feature, mask: mask)
        while true {
            let slot = slots[Int(record.slotStart) + place]
            if slot == 0 { return -1 }
            if slot >> 32 == UInt64(feature + 1) { return Int(slot & 0xFFFF_FFFF) }
            place = (place + 1) & mask
        }
    }

    @inline(__always)
    private static func home(of feature: Int, mask: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(feature) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }

    /// Returns the table that finds the row of each of the given features.
    static func table(of features: [Int32]) -> [UInt64] {
        var size = 4
        while size * 3 < features.count * 4 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for (row, feature) in features.enumerated() {
            var place = home(of: Int(feature), mask: size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = UInt64(feature + 1) << 32 | UInt64(row)
        }
        return slots
    }
}
