/// The numbers that the state of a track is made of, written and read in one order.
struct StateNumbers {
    private var numbers: [Double] = []
    private var next = 0

    init() {}

    /// Reads what `bytes` gave.
    init(bytes: [UInt8]) {
        numbers = (0..<bytes.count / 8).map { place in
            let word = bytes[8 * place..<8 * place + 8].reversed().reduce(UInt64(0)) {
                $0 << 8 | UInt64($1)
            }
            return Double(bitPattern: word)
        }
    }

    var count: Int { numbers.count }

    /// Eight bytes a number, lowest first.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * numbers.count)
        for number in numbers {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
            }
        }
        return bytes
    }

    mutating func add(_ more: [Double]) {
        numbers += more
    }

    mutating func take() -> Double {
        next += 1
        return numbers[next - 1]
    }

    mutating func take(_ count: Int) -> [Double] {
        next += count
        return Array(numbers[next - count..<next])
    }
}
