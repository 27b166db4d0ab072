#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file mapped into memory for reading, or an owned copy of an array; given back when the last
/// reference goes.
///
/// Opening costs one system call whatever the size, and processes share the pages.
final class MappedFile: Sendable {
    // The mapping is private and read-only and lives as long as the object, so any number of
    // threads may read it.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    init(path: String) throws(TextError) {
        isMapped = true
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Self.unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw Self.unreadable(path) }
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    /// Copies an array into memory aligned like the sections of a file.
    init(copying array: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: array.count,
            alignment: SectionFile.alignment
        )
        copy.copyBytes(from: array)
        bytes = UnsafeRawBufferPointer(copy)
        isMapped = false
    }

    deinit {
        guard let address = bytes.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
        } else {
            bytes.deallocate()
        }
    }

    private static func unreadable(_ path: String) -> TextError {
        .unreadableFile(path: path, reason: String(cString: strerror(errno)))
    }
}

extension MappedFile {
    /// Calls the body with each line, without its line end, and its number from 1.
    func forEachLine<Failure: Error>(
        _ body: (_ line: UnsafeRawBufferPointer, _ number: Int) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        var number = 1
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
            try body(
                UnsafeRawBufferPointer(rebasing: bytes[start..<(hasReturn ? end - 1 : end)]),
                number
            )
            start = end + 1
            number += 1
        }
    }
}

/// Writes a file whole: to a neighbour first, then renamed, so that readers never see half of it.
func writeFile(_ bytes: [UInt8], to path: String) throws(TextError) {
    func failure() -> TextError {
        .unwritableFile(path: path, reason: String(cString: strerror(errno)))
    }
    let neighbour = path + ".new"
    guard let file = fopen(neighbour, "wb") else { throw failure() }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count, rename(neighbour, path) == 0 else {
        let error = failure()
        unlink(neighbour)
        throw error
    }
}
