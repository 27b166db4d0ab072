import CCrypto
import Foundation

/// The installation's secret, under which callers and contents are hashed (HMAC-SHA256).
///
/// The key file holds 64 hexadecimal digits and belongs to its owner alone (mode 0600).
public struct HashKey: Sendable, Equatable {
    private let bytes: [UInt8]
    private static let length = 32

    /// Makes a key of at least 16 bytes; shorter ones give `nil`.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 16 else { return nil }
        self.bytes = bytes
    }

    /// Returns a fresh random key.
    public static func random() throws(HashKeyError) -> HashKey {
        var bytes = [UInt8](repeating: 0, count: length)
        guard ccrypto_random_bytes(&bytes, Int32(length)) == 1, let key = HashKey(bytes: bytes)
        else { throw .noRandomness }
        return key
    }

    /// Writes a fresh random key to a new file that only the owner can read.
    public static func create(at path: String) throws(HashKeyError) -> HashKey {
        let key = try random()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data((Digest.hex(key.bytes) + "\n").utf8))
            try file.synchronize()
        } catch {
            unlink(path)
            throw .unwritable(path: path, errno: EIO)
        }
        return key
    }

    /// Reads a key file; refuses one that others than its owner may read.
    public init(contentsOf path: String) throws(HashKeyError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path: path) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, errno: EACCES)
        }
        let text = String(decoding: data, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Digest.bytes(hex: text), let key = HashKey(bytes: bytes) else {
            throw .malformed(path: path)
        }
        self = key
    }

    /// Returns the 32 bytes of HMAC-SHA256 over `message`.
    public func hmac(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(CCRYPTO_DIGEST_BYTES))
        let isDone = ccrypto_hmac_sha256(
            bytes,
            Int64(bytes.count),
            message,
            Int64(message.count),
            &digest
        )
        precondition(isDone == 1, "HMAC-SHA256 failed")
        return digest
    }

    /// Returns HMAC-SHA256 over the UTF-8 of `text` as 64 hexadecimal digits.
    public func hmacHex(_ text: String) -> String {
        Digest.hex(hmac(Array(text.utf8)))
    }
}

/// Why a hash key cannot be had.
public enum HashKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    case noRandomness
    case unwritable(path: String, errno: Int32)
    case unreadable(path: String, errno: Int32)
    case readableByOthers(path: String)
    case malformed(path: String)

    /// One Chinese sentence: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noRandomness:
            "系统没有给出随机数，无法生成密钥；请稍后重试。"
        case .unwritable(let path, let errno):
            "无法写入密钥文件 \(path)（\(systemReason(errno))）；请换一个目录，或先移走已有的文件。"
        case .unreadable(let path, let errno):
            "无法读取密钥文件 \(path)（\(systemReason(errno))）；请检查配置 pii.hash_key_file。"
        case .readableByOthers(let path):
            "密钥文件 \(path) 可被其他用户读取；请执行 chmod 600 后重试。"
        case .malformed(let path):
            "密钥文件 \(path) 的内容不是至少 32 位的十六进制数；请恢复备份。"
        }
    }
}

/// The system's reason for a failed call, in Chinese where it is one that users meet.
func systemReason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "文件不存在"
    case EACCES, EPERM: "没有权限"
    case EISDIR: "是一个目录"
    case EEXIST: "文件已存在"
    case ENOSPC: "磁盘已满"
    case EROFS: "文件系统只读"
    case EIO: "读写出错"
    default: String(cString: strerror(code))
    }
}
