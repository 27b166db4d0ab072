import TingfengText

/// Turns the bytes of cells into text; the encoding of a file that began in ASCII is settled by
/// the first cell that is not.
final class CellDecoder {
    private(set) var encoding: TextEncoding?
    private var decoder: TextDecoder?
    private var unescaped: [UInt8] = []

    /// - Parameter encoding: `nil` if the beginning of the file did not tell.
    init(_ encoding: TextEncoding?) {
        self.encoding = encoding
        decoder = encoding.flatMap(TextDecoder.init)
    }

    func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, isExact: Bool) {
        settle(bytes)
        guard let decoder else { return (String(decoding: bytes, as: UTF8.self), true) }
        return decoder.decode(bytes)
    }

    /// Decodes a CSV field, doubled quotes made single.
    func decode(
        _ field: CSVScanner.Field,
        of bytes: UnsafeBufferPointer<UInt8>
    ) -> (text: String, isExact: Bool) {
        let inner = UnsafeBufferPointer(rebasing: bytes[field.range])
        guard field.hasEscapes else { return decode(inner) }
        unescaped.removeAll(keepingCapacity: true)
        var wasQuote = false
        for byte in inner {
            // Of two quotes in a row the second is dropped.
            let isSecond = byte == CSVScanner.quote && wasQuote
            if !isSecond { unescaped.append(byte) }
            wasQuote = byte == CSVScanner.quote && !isSecond
        }
        return unescaped.withUnsafeBufferPointer { decode($0) }
    }

    /// Chooses the encoding by these bytes if it is still open and they tell.
    func settle(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard decoder == nil, let found = EncodingDetector.detect(bytes) else { return }
        encoding = found
        decoder = TextDecoder(found)
    }
}
