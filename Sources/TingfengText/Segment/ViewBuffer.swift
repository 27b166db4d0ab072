/// A view of one line in memory that is reused from line to line: UTF-16 units, and for each the
/// first byte of the line it came from.
struct ViewBuffer: ~Copyable {
    private var capacity = 0
    private var unitStorage: UnsafeMutablePointer<UInt16>
    private var startStorage: UnsafeMutablePointer<Int32>
    private(set) var count = 0

    init() {
        unitStorage = .allocate(capacity: 0)
        startStorage = .allocate(capacity: 0)
    }

    deinit {
        unitStorage.deallocate()
        startStorage.deallocate()
    }

    var units: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: unitStorage, count: count) }

    /// One entry more than there are units: the last is the length of the line.
    var starts: UnsafePointer<Int32> { UnsafePointer(startStorage) }

    private mutating func reserve(_ bytes: Int) {
        guard bytes >= capacity else { return }
        unitStorage.deallocate()
        startStorage.deallocate()
        capacity = max(bytes + 1, capacity * 2, 4_096)
        unitStorage = .allocate(capacity: capacity)
        startStorage = .allocate(capacity: capacity)
    }

    /// Reads a line as it is; a byte that is no UTF-8 becomes U+FFFD and stays itself in the line.
    mutating func read(raw line: UnsafeBufferPointer<UInt8>) {
        reserve(line.count)
        count = 0
        var index = 0
        while index < line.count {
            let byte = line[index]
            if byte < 0x80 {
                put(UInt16(byte), at: index)
                index &+= 1
            } else if byte & 0xF0 == 0xE0, index &+ 2 < line.count,
                let unit = Self.unit(byte, line[index &+ 1], line[index &+ 2])
            {
                put(unit, at: index)
                index &+= 3
            } else {
                index = readRare(line, at: index)
            }
        }
        startStorage[count] = Int32(line.count)
    }

    /// Folds and cleans a line as the normalizer does.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>, by normalizer: Normalizer) {
        // The normalizer takes valid UTF-8 only; making a string repairs the rest.
        var text = String(decoding: line, as: UTF8.self)
        text.withUTF8 { bytes in
            reserve(bytes.count)
            var pass = NormalizerPass(
                bytes: bytes,
                tables: normalizer.tables,
                folding: true,
                units: UnsafeMutableBufferPointer(start: unitStorage, count: capacity),
                starts: UnsafeMutableBufferPointer(start: startStorage, count: capacity)
            )
            pass.run()
            count = pass.count
        }
    }

    @inline(__always)
    private mutating func put(_ unit: UInt16, at start: Int) {
        unitStorage[count] = unit
        startStorage[count] = Int32(truncatingIfNeeded: start)
        count &+= 1
    }

    /// The character of three bytes; nil if they are none.
    @inline(__always)
    private static func unit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt16? {
        let unit =
            UInt16(first & 0x0F) &<< 12 | UInt16(second & 0x3F) &<< 6 | UInt16(third & 0x3F)
        let isContinued = second & 0xC0 == 0x80 && third & 0xC0 == 0x80
        return isContinued && unit >= 0x800 && unit & 0xF800 != 0xD800 ? unit : nil
    }

    /// Reads a character of two or four bytes, or one byte that begins none; returns where it ends.
    private mutating func readRare(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        var decoder = UTF8()
        var bytes = line[index..<min(index + 4, line.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
            put(0xFFFD, at: index)
            return index + 1
        }
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            put(unit, at: index)
        }
        return index + UTF8.width(scalar)
    }
}
