import Glibc

/// The bytes of a data file, mapped read-only into memory, or an owned copy of an array.
///
/// Proof for `@unchecked Sendable`: the pointer is set once in `init`, the memory behind it is
/// never written afterwards and lives until `deinit`, so any thread may read it.
final class MappedBytes: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a file; costs no reading until the bytes are used.
    init(contentsOf path: String) throws(LabelsError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableFile(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadableFile(path: path, code: errno)
        }
        let size = Int(status.st_size)
        guard size > 0 else { throw .damagedFile(path: path, reason: "文件是空的") }
        let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else {
            throw .unreadableFile(path: path, code: errno)
        }
        bytes = UnsafeRawBufferPointer(start: address, count: size)
        isMapped = true
    }

    /// Copies an array into 64-byte aligned memory.
    init(copying array: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: array.count, alignment: 64)
        copy.copyBytes(from: array)
        bytes = UnsafeRawBufferPointer(copy)
        isMapped = false
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
    }
}
