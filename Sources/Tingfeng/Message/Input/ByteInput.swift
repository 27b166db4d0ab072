import Foundation

/// A stream of bytes: a file, memory, or another stream unpacked or converted.
protocol ByteInput: AnyObject {
    /// Reads at least one byte, or returns 0 at the end.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int
}

/// Bytes of a file or of standard input (`-`).
final class FileInput: ByteInput {
    private let path: String
    private let descriptor: Int32
    private let isOwned: Bool

    init(path: String) throws(ReaderError) {
        self.path = path
        guard path != "-" else {
            descriptor = STDIN_FILENO
            isOwned = false
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        isOwned = true
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: systemReason(errno))
        }
    }

    deinit {
        if isOwned, descriptor >= 0 { close(descriptor) }
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ReaderError) -> Int {
        while true {
            let count = Foundation.read(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw .unreadable(path: path, reason: systemReason(errno))
            }
        }
    }
}

/// Bytes in memory.
final class MemoryInput: ByteInput {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, bytes.count - position)
        bytes.withUnsafeBytes { source in
            target.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: source[position...].prefix(count))
            )
        }
        position += count
        return count
    }
}
