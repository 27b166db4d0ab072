/// Sorts short lists of small numbers, eleven bits at a time from the lowest; keeps its memory from
/// list to list.
struct RadixSort {
    private static let digitBits = 11
    private static let digitMask: UInt32 = 1 << 11 - 1

    private var other: [UInt32] = []
    private var starts = [Int](repeating: 0, count: 1 << digitBits)

    /// Sorts numbers of which no more than the lowest bits are set.
    mutating func sort(_ numbers: inout [UInt32], bits: Int) {
        if other.count < numbers.count { other = [UInt32](repeating: 0, count: numbers.count * 2) }
        for shift in stride(from: 0, to: bits, by: Self.digitBits) {
            pass(&numbers, shift: UInt32(shift))
        }
    }

    private mutating func pass(_ numbers: inout [UInt32], shift: UInt32) {
        starts.withUnsafeMutableBufferPointer { starts in
            starts.update(repeating: 0)
            for number in numbers { starts[Int(number >> shift & Self.digitMask)] += 1 }
            var sum = 0
            for digit in starts.indices {
                let count = starts[digit]
                starts[digit] = sum
                sum += count
            }
            other.withUnsafeMutableBufferPointer { other in
                for number in numbers {
                    let digit = Int(number >> shift & Self.digitMask)
                    other[starts[digit]] = number
                    starts[digit] += 1
                }
            }
        }
        for place in numbers.indices { numbers[place] = other[place] }
    }
}
