/// Writes whole numbers in as few bytes as they need (LEB128).
struct NumberWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes the count, then the differences.
    mutating func append(ascending numbers: [UInt32]) {
        append(UInt64(numbers.count))
        var last: UInt32 = 0
        for number in numbers {
            append(UInt64(number &- last))
            last = number
        }
    }
}

/// Reads what ``NumberWriter`` wrote; `nil` where the bytes end too early or make no sense.
struct NumberReader {
    private let source: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { source = bytes }

    var isAtEnd: Bool { position == source.count }

    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < source.count, shift < 64 {
            let byte = source[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    mutating func ascending() -> [UInt32]? {
        guard let count = number(), count <= UInt64(source.count - position) else { return nil }
        var last: UInt64 = 0
        var numbers: [UInt32] = []
        for _ in 0..<count {
            guard let step = number(), step <= UInt64(UInt32.max) - last else { return nil }
            last += step
            numbers.append(UInt32(last))
        }
        return numbers
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count <= source.count - position else { return nil }
        defer { position += count }
        return Array(source[position..<position + count])
    }
}
