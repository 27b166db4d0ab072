import CCrypto

/// SHA-256 and hexadecimal text.
public enum Digest {
    /// Returns the 32 bytes of SHA-256.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(CCRYPTO_DIGEST_BYTES))
        precondition(ccrypto_sha256(bytes, Int64(bytes.count), &digest) == 1, "SHA-256 failed")
        return digest
    }

    /// Returns two lower-case digits for each byte.
    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    /// Returns the bytes that a hexadecimal text stands for, or `nil` if it is none.
    public static func bytes(hex: some StringProtocol) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
