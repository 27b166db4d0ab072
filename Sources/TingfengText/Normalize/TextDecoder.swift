import CICU

/// An encoding that messages come in.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// Covers GBK and GB2312.
    case gb18030
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    fileprivate var converterName: String? {
        switch self {
        case .utf8: nil
        case .gb18030: "GB18030"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        }
    }
}

/// Turns bytes into text, cell by cell or as a stream, so that a bad byte spoils one row and not
/// the file.
///
/// Bytes that mean nothing in the encoding become the byte 0xFF, which UTF-8 never holds; a
/// `String` shows it as U+FFFD. A decoder belongs to one thread at a time.
public final class TextDecoder {
    /// What the bytes are taken for.
    public let encoding: TextEncoding
    // An opaque C handle: owned by this object alone, closed by `deinit`, never handed out.
    private let converter: OpaquePointer?
    private var scratch: [UInt8] = []

    /// Opens a decoder, or returns `nil` if ICU has no converter for the encoding.
    public init?(_ encoding: TextEncoding) {
        self.encoding = encoding
        guard let name = encoding.converterName else {
            converter = nil
            return
        }
        guard let opened = cicu_converter_open(name) else { return nil }
        converter = opened
    }

    deinit {
        cicu_converter_close(converter)
    }

    /// Returns the text of a complete piece of input (a cell, a line) and whether every byte of it
    /// had a meaning.
    public func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, isExact: Bool) {
        guard converter != nil, !bytes.allSatisfy({ $0 < 0x80 }) || encoding != .gb18030 else {
            return Self.text(bytes)
        }
        scratch.removeAll(keepingCapacity: true)
        append(bytes, isLast: true, to: &scratch)
        return scratch.withUnsafeBufferPointer { Self.text($0) }
    }

    /// Appends the UTF-8 of a piece of a stream; a character cut by the end of the piece is kept
    /// until the next one comes, and with `isLast` it is bad.
    public func append(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isLast: Bool,
        to output: inout [UInt8]
    ) {
        guard let converter else {
            output.append(contentsOf: bytes)
            return
        }
        let room = Int(cicu_converter_capacity(Int64(bytes.count)))
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: room))
        let written = output.withUnsafeMutableBufferPointer { target in
            cicu_converter_run(
                converter,
                bytes.baseAddress,
                Int64(bytes.count),
                target.baseAddress.map { $0 + start },
                Int64(room),
                isLast ? 1 : 0
            )
        }
        precondition(written >= 0, "the converter's capacity covers its output")
        output.removeLast(room - Int(written))
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, Bool) {
        if let text = String(validating: bytes, as: UTF8.self) { return (text, true) }
        return (String(decoding: bytes, as: UTF8.self), false)
    }
}
