/// A checksummed binary file of numbered sections, read in place.
///
/// Layout, little-endian: magic (8 bytes), format version and section count (4 each), checksum of
/// everything behind it (8), then per section offset and length (8 each), then the sections, each
/// aligned to 64 bytes.
package struct SectionFile: Sendable {
    static let version: UInt32 = 1
    static let headerSize = 24
    package static let alignment = 64

    private let storage: MappedFile
    private let sectionCount: Int

    /// Opens a file and verifies it.
    package init(contentsOf path: String, magic: String) throws(TextError) {
        try self.init(storage: MappedFile(path: path), path: path, magic: magic)
    }

    /// Uses bytes made by ``SectionFileWriter``.
    package init(copying bytes: [UInt8], magic: String) throws(TextError) {
        try self.init(storage: MappedFile(copying: bytes), path: "（内存）", magic: magic)
    }

    private init(storage: MappedFile, path: String, magic: String) throws(TextError) {
        let bytes = storage.bytes
        guard !bytes.isEmpty else { throw .damagedFile(path: path, reason: "文件是空的") }
        guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(magic.utf8) else {
            throw .damagedFile(path: path, reason: "文件头不是 \(magic)")
        }
        let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version == Self.version else {
            throw .damagedFile(path: path, reason: "格式版本 \(version) 与程序的 \(Self.version) 不同")
        }
        let checksum = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let payload = UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...])
        guard checksum == Checksum.value(of: payload) else {
            throw .damagedFile(path: path, reason: "校验和不符")
        }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard Self.sectionsFit(bytes, count: count) else {
            throw .damagedFile(path: path, reason: "分段表超出文件长度")
        }
        self.storage = storage
        sectionCount = count
    }

    private static func sectionsFit(_ bytes: UnsafeRawBufferPointer, count: Int) -> Bool {
        guard headerSize + count * 16 <= bytes.count else { return false }
        return (0..<count).allSatisfy { index in
            let at = headerSize + index * 16
            let offset = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let length = bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
            return offset % UInt64(alignment) == 0 && offset <= bytes.count
                && length <= UInt64(bytes.count) - offset
        }
    }

    /// Returns one section as an array of plain numbers; valid while this value lives.
    package func section<Element: BitwiseCopyable>(
        _ index: Int,
        of type: Element.Type
    ) -> UnsafeBufferPointer<Element> {
        guard index < sectionCount else { return UnsafeBufferPointer(start: nil, count: 0) }
        let at = Self.headerSize + index * 16
        let offset = Int(storage.bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let length = Int(storage.bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
        return UnsafeRawBufferPointer(rebasing: storage.bytes[offset..<offset + length])
            .bindMemory(to: type)
    }
}

/// Collects sections and lays them out as a ``SectionFile``.
package struct SectionFileWriter {
    private var sections: [[UInt8]] = []

    package init() {}

    /// Appends a section; its index is its place in the order of calls.
    package mutating func append<Element: BitwiseCopyable>(_ elements: [Element]) {
        sections.append(elements.withUnsafeBytes { Array($0) })
    }

    /// Returns the finished file.
    package func finish(magic: String) -> [UInt8] {
        var offset = SectionFile.headerSize + sections.count * 16
        var directory: [UInt64] = []
        for section in sections {
            offset = Self.aligned(offset)
            directory += [UInt64(offset), UInt64(section.count)]
            offset += section.count
        }
        var body: [UInt8] = directory.withUnsafeBytes { Array($0) }
        for section in sections {
            let end = SectionFile.headerSize + body.count
            body += [UInt8](repeating: 0, count: Self.aligned(end) - end)
            body += section
        }
        let checksum = body.withUnsafeBytes { Checksum.value(of: $0) }
        var header = Array(magic.utf8)
        withUnsafeBytes(of: SectionFile.version.littleEndian) { header += $0 }
        withUnsafeBytes(of: UInt32(sections.count).littleEndian) { header += $0 }
        withUnsafeBytes(of: checksum.littleEndian) { header += $0 }
        return header + body
    }

    private static func aligned(_ offset: Int) -> Int {
        (offset + SectionFile.alignment - 1) / SectionFile.alignment * SectionFile.alignment
    }
}
