import CZip
import Foundation

/// A ZIP archive, read entry by entry, that refuses to unpack without measure.
final class ZipArchive {
    let path: String
    private let archive: OpaquePointer
    private let compressed: Int
    private var unpacked = 0

    // A sheet of one repeated cell packs about 1:100; bombs pack 1:1000 and more.
    private static let hardLimit = 2 << 30
    private static let ratioFloor = 100 << 20
    private static let ratioLimit = 200
    /// Largest workbook taken into memory, where it comes from a pipe.
    private static let memoryLimit = 512 << 20

    convenience init(path: String) throws(ReaderError) {
        try self.init(czip_open_path(path), path)
    }

    /// Reads an archive that is no file of its own: libzip must be able to seek.
    convenience init(reading window: ByteWindow, path: String) throws(ReaderError) {
        try window.require(Self.memoryLimit + 1)
        guard window.count <= Self.memoryLimit else {
            throw .tooLargeUnpacked(path: path, megabytes: Self.memoryLimit >> 20)
        }
        let count = window.count
        let copy = malloc(count)
        guard let copy else { throw .unreadable(path: path, reason: "内存不足") }
        window.withBytes { bytes in
            UnsafeMutableRawBufferPointer(start: copy, count: count)
                .copyMemory(from: UnsafeRawBufferPointer(bytes))
        }
        let bytes = copy.assumingMemoryBound(to: UInt8.self)
        try self.init(czip_open_bytes(bytes, Int64(count)), path)
    }

    private init(_ opened: OpaquePointer?, _ path: String) throws(ReaderError) {
        guard let opened else { throw .damaged(path: path, part: nil) }
        var uncompressed: Int64 = 0
        var compressed: Int64 = 0
        czip_declared_sizes(opened, &uncompressed, &compressed)
        archive = opened
        self.path = path
        self.compressed = Int(compressed)
        try check(Int(uncompressed))
    }

    deinit {
        czip_close(archive)
    }

    /// Opens an entry, or returns `nil` if there is none of that name.
    func entry(_ name: String) -> ByteWindow? {
        czip_entry_open(archive, name).map { ByteWindow(ZipEntryInput($0, name: name, of: self)) }
    }

    /// Counts bytes as they are unpacked: what an archive declares may be a lie.
    fileprivate func note(_ bytes: Int) throws(ReaderError) {
        unpacked += bytes
        try check(unpacked)
    }

    private func check(_ size: Int) throws(ReaderError) {
        let isSwollen = size > Self.ratioFloor && size / Self.ratioLimit > compressed
        guard size > Self.hardLimit || isSwollen else { return }
        let limit = isSwollen ? Self.ratioFloor : Self.hardLimit
        throw .tooLargeUnpacked(path: path, megabytes: limit >> 20)
    }
}

/// One entry of an archive, unpacked as it is read.
private final class ZipEntryInput: ByteInput {
    private let entry: OpaquePointer
    private let name: String
    private let archive: ZipArchive

    init(_ entry: OpaquePointer, name: String, of archive: ZipArchive) {
        self.entry = entry
        self.name = name
        self.archive = archive
    }

    deinit {
        czip_entry_close(entry)
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int {
        let bytes = target.assumingMemoryBound(to: UInt8.self).baseAddress
        let count = Int(czip_entry_read(entry, bytes, Int64(target.count)))
        guard count >= 0 else { throw .damaged(path: archive.path, part: name) }
        try archive.note(count)
        return count
    }
}
