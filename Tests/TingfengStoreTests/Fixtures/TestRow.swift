import Tingfeng

/// One row of an input file, with the canonical headers.
struct TestRow: Equatable {
    var id: String
    /// Epoch seconds.
    var createdAt: Int64
    /// Empty in the file if `nil`.
    var arrivedAt: Int64?
    var title = ""
    var body: String
    var kind = ""
    var category = ""
    var region = ""
    var unit = ""
    var status = ""
    var caller = ""

    static let headers = [
        "id", "created_at", "arrived_at", "title", "body", "kind", "category", "region", "unit",
        "status", "caller",
    ]

    var cells: [String] {
        [
            id, LocalTime.china.rfc3339(createdAt), arrivedAt.map(LocalTime.china.rfc3339) ?? "",
            title, body, kind, category, region, unit, status, caller,
        ]
    }
}

/// Rows as files.
enum TestFile {
    static func csv(_ rows: [TestRow]) -> [UInt8] {
        csv(cells: rows.map(\.cells))
    }

    static func csv(cells: [[String]], headers: [String] = TestRow.headers) -> [UInt8] {
        let lines = ([headers] + cells).map { cells in
            cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    static func jsonl(_ rows: [TestRow]) -> [UInt8] {
        let lines = rows.map { row in
            let members = zip(TestRow.headers, row.cells).map { JSONMember($0, .string($1)) }
            return JSONValue.object(members).serialized() + "\n"
        }
        return Array(lines.joined().utf8)
    }

    /// gzip with stored blocks: the form without the compression.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
            let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
            packed.append(start + 0xFFFF >= bytes.count ? 1 : 0)
            packed += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count))
            packed += block
        }
        return packed + littleEndian(crc32(bytes)) + littleEndian(UInt32(bytes.count))
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }
}
