import Glibc

/// Writes a whole file through a temporary neighbour, so that readers never see half of it.
func writeFile(_ bytes: [UInt8], to path: String) throws(LabelsError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritableFile(path: path, code: errno) }
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in
            write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        }
        guard count > 0 else { break }
        written += count
    }
    let complete = written == bytes.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, complete, rename(temporary, path) == 0 else {
        let code = errno
        unlink(temporary)
        throw .unwritableFile(path: path, code: code)
    }
}
