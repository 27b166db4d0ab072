import TingfengText

/// Makes a row of the bytes of one JSON object.
final class JSONRowReader {
    private let decoder: CellDecoder
    private var object = JSONObject()

    init(decoder: CellDecoder) {
        self.decoder = decoder
    }

    /// Returns the row, or `nil` if the bytes are blank.
    func read(_ bytes: UnsafeBufferPointer<UInt8>, offset: Int) -> SourceRow? {
        guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
        decoder.settle(bytes)
        guard decoder.encoding != .gb18030 else { return readForeign(bytes, offset: offset) }
        return readUTF8(bytes, bytes, offset: offset)
    }

    /// Other encodings are decoded first: their characters may hold the byte of a backslash.
    private func readForeign(_ bytes: UnsafeBufferPointer<UInt8>, offset: Int) -> SourceRow? {
        var (text, isExact) = decoder.decode(bytes)
        guard isExact else { return clue(bytes, offset: offset, .undecodable(column: nil)) }
        return text.withUTF8 { readUTF8($0, bytes, offset: offset) }
    }

    private func readUTF8(
        _ utf8: UnsafeBufferPointer<UInt8>,
        _ source: UnsafeBufferPointer<UInt8>,
        offset: Int
    ) -> SourceRow {
        var scanner = JSONScanner(utf8)
        do throws(JSONFailure) {
            try scanner.scan(into: &object)
        } catch {
            return clue(source, offset: offset, Self.defect(error))
        }
        return SourceRow(byteOffset: offset, names: object.names, cells: object.cells)
    }

    private static func defect(_ failure: JSONFailure) -> SourceRow.Defect {
        switch failure {
        case .undecodable: .undecodable(column: nil)
        case .malformed: .malformedJSON
        }
    }

    /// What could be read of a row before it broke: whole pairs only, so that each value stands
    /// under its key and none that belongs to a person is taken for another.
    func clue(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        _ defect: SourceRow.Defect
    ) -> SourceRow {
        var text = decoder.decode(bytes).text
        text.withUTF8 { utf8 in
            var scanner = JSONScanner(utf8)
            try? scanner.scan(into: &object)
        }
        let count = object.cells.count
        return SourceRow(
            byteOffset: offset,
            names: Array(object.names.prefix(count)),
            cells: object.cells,
            defect: defect
        )
    }
}
