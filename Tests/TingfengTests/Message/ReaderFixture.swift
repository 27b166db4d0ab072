import Foundation
import Testing
import TingfengText

@testable import Tingfeng

/// Everything that a reader makes of some bytes.
struct ReadResult {
    var messages: [Message] = []
    var rejected: [RejectedRow] = []
    var header = HeaderSummary()
    var format = ReaderOptions.Format.auto
    var encoding: TextEncoding?

    var ids: [String] { messages.map(\.id) }

    init(_ bytes: [UInt8], _ configure: (inout ReaderOptions) -> Void = { _ in }) throws {
        var options = ReaderOptions()
        options.hashKey = HashKey(bytes: Array(repeating: 7, count: 32))
        configure(&options)
        var reader = try MessageReader(bytes: bytes, name: "in", options: options)
        while let row = try reader.next() { add(row) }
        finish(reader.header, reader.format, reader.encoding)
    }

    init(_ text: String, _ configure: (inout ReaderOptions) -> Void = { _ in }) throws {
        try self.init(Array(text.utf8), configure)
    }

    private mutating func add(_ row: ReadRow) {
        switch row {
        case .message(let message): messages.append(message)
        case .rejected(let row): rejected.append(row)
        }
    }

    private mutating func finish(
        _ header: HeaderSummary,
        _ format: ReaderOptions.Format,
        _ encoding: TextEncoding?
    ) {
        self.header = header
        self.format = format
        self.encoding = encoding
    }
}

/// GB18030 of a text, through Foundation, an implementation other than the reader's.
func gb18030(_ text: String) throws -> [UInt8] {
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    return Array(try #require(text.data(using: encoding)))
}

/// Seconds since 1970 of a wall time in Asia/Shanghai, by Foundation.
func shanghai(_ y: Int, _ m: Int, _ d: Int, _ h: Int = 0, _ min: Int = 0, _ s: Int = 0) -> Int64 {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    let parts = DateComponents(year: y, month: m, day: d, hour: h, minute: min, second: s)
    return Int64(calendar.date(from: parts)?.timeIntervalSince1970 ?? 0)
}

/// A repeatable source of random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
