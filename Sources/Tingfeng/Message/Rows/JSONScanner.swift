/// Why a piece of JSON cannot be read.
enum JSONFailure: Error {
    case malformed
    /// Bytes that are not UTF-8, or half a surrogate pair.
    case undecodable
}

/// Keys and values of one JSON object, all values as text.
struct JSONObject {
    var names: [String] = []
    /// Strings without their escapes, numbers and literals as written, arrays and objects as raw
    /// JSON, null as `nil`.
    var cells: [String?] = []
}

/// Reads one flat JSON object (RFC 8259) straight from bytes.
///
/// Strict, but for control characters inside strings, which exports hold and which are text.
/// Foundation's parser takes the whole file and builds a tree; this one makes nothing but the
/// strings.
struct JSONScanner {
    private static let depthLimit = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var i = 0
    private var scratch: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Reads the object that fills the bytes and overwrites `object` with it.
    ///
    /// The names of the row before are kept where they are the same, so that rows of one shape
    /// share one array. After a failure `object` has the pairs read before it.
    mutating func scan(into object: inout JSONObject) throws(JSONFailure) {
        object.cells.removeAll(keepingCapacity: true)
        skipBlanks()
        try expect(UInt8(ascii: "{"))
        skipBlanks()
        if !take(UInt8(ascii: "}")) {
            repeat {
                try scanPair(into: &object)
                skipBlanks()
            } while take(UInt8(ascii: ","))
            try expect(UInt8(ascii: "}"))
        }
        skipBlanks()
        guard i == bytes.count else { throw .malformed }
        if object.names.count > object.cells.count {
            object.names.removeLast(object.names.count - object.cells.count)
        }
    }

    private mutating func scanPair(into object: inout JSONObject) throws(JSONFailure) {
        skipBlanks()
        let name = try scanString()
        let index = object.cells.count
        if index >= object.names.count || object.names[index] != name {
            object.names.removeLast(max(0, object.names.count - index))
            object.names.append(name)
        }
        skipBlanks()
        try expect(UInt8(ascii: ":"))
        skipBlanks()
        object.cells.append(try scanCell())
    }

    private mutating func scanCell() throws(JSONFailure) -> String? {
        guard i < bytes.count else { throw .malformed }
        let start = i
        if bytes[i] == UInt8(ascii: "\"") { return try scanString() }
        try skipValue(depth: 0)
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<i])
        guard let text = String(validating: raw, as: UTF8.self) else { throw .undecodable }
        return text == "null" ? nil : text
    }

    // MARK: Strings

    private mutating func scanString() throws(JSONFailure) -> String {
        try expect(UInt8(ascii: "\""))
        let start = i
        while i < bytes.count, bytes[i] != UInt8(ascii: "\""), bytes[i] != UInt8(ascii: "\\") {
            i += 1
        }
        guard i < bytes.count else { throw .malformed }
        guard bytes[i] == UInt8(ascii: "\\") else {
            i += 1
            return try text(UnsafeBufferPointer(rebasing: bytes[start..<(i - 1)]))
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes[start..<i])
        try scanEscaped()
        return try scratch.withUnsafeBufferPointer(text)
    }

    private func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(JSONFailure) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else { throw .undecodable }
        return text
    }

    /// Reads the rest of a string, from its first backslash, into `scratch`.
    private mutating func scanEscaped() throws(JSONFailure) {
        while i < bytes.count {
            let byte = bytes[i]
            i += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try scanEscape()
            default: scratch.append(byte)
            }
        }
        throw .malformed
    }

    private mutating func scanEscape() throws(JSONFailure) {
        guard i < bytes.count else { throw .malformed }
        let byte = bytes[i]
        i += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): try scanScalar()
        default: throw .malformed
        }
    }

    private mutating func scanScalar() throws(JSONFailure) {
        var value = try scanHex()
        if UTF16.isLeadSurrogate(UInt16(value)) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .undecodable }
            let trail = try scanHex()
            guard UTF16.isTrailSurrogate(UInt16(trail)) else { throw .undecodable }
            value = 0x10000 + (value - 0xD800) << 10 + (trail - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw .undecodable }
        scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func scanHex() throws(JSONFailure) -> UInt32 {
        guard i + 4 <= bytes.count else { throw .malformed }
        var value: UInt32 = 0
        for byte in bytes[i..<(i + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw .malformed
            }
            value = value << 4 | UInt32(digit)
        }
        i += 4
        return value
    }

    // MARK: Other values

    private mutating func skipValue(depth: Int) throws(JSONFailure) {
        guard i < bytes.count, depth < Self.depthLimit else { throw .malformed }
        switch bytes[i] {
        case UInt8(ascii: "\""): _ = try scanString()
        case UInt8(ascii: "{"): try skipObject(depth: depth)
        case UInt8(ascii: "["): try skipArray(depth: depth)
        case UInt8(ascii: "t"): try expectWord("true")
        case UInt8(ascii: "f"): try expectWord("false")
        case UInt8(ascii: "n"): try expectWord("null")
        default: try skipNumber()
        }
    }

    private mutating func skipObject(depth: Int) throws(JSONFailure) {
        try expect(UInt8(ascii: "{"))
        skipBlanks()
        if take(UInt8(ascii: "}")) { return }
        repeat {
            skipBlanks()
            _ = try scanString()
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            skipBlanks()
            try skipValue(depth: depth + 1)
            skipBlanks()
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    private mutating func skipArray(depth: Int) throws(JSONFailure) {
        try expect(UInt8(ascii: "["))
        skipBlanks()
        if take(UInt8(ascii: "]")) { return }
        repeat {
            skipBlanks()
            try skipValue(depth: depth + 1)
            skipBlanks()
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    private mutating func skipNumber() throws(JSONFailure) {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits() }
        if take(UInt8(ascii: ".")) { try skipDigits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(JSONFailure) {
        let start = i
        while i < bytes.count, (0x30...0x39).contains(bytes[i]) { i += 1 }
        guard i > start else { throw .malformed }
    }

    // MARK: Bytes

    private mutating func skipBlanks() {
        while i < bytes.count {
            switch bytes[i] {
            case 0x20, 0x09, 0x0A, 0x0D: i += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard i < bytes.count, bytes[i] == byte else { return false }
        i += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONFailure) {
        guard take(byte) else { throw .malformed }
    }

    private mutating func expectWord(_ word: StaticString) throws(JSONFailure) {
        for offset in 0..<word.utf8CodeUnitCount {
            try expect(word.utf8Start[offset])
        }
    }
}
