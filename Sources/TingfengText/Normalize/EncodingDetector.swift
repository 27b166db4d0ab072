/// Tells the encoding of a file by its first bytes.
public enum EncodingDetector {
    /// Returns the encoding named by a byte order mark and the length of the mark.
    public static func byteOrderMark(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Returns UTF-8 or GB18030, whichever explains the sample with fewer bad sequences; `nil` if
    /// the sample is ASCII and says nothing.
    ///
    /// Counting instead of asking for a flawless sample keeps a UTF-8 file with one broken byte
    /// from being read as GB18030. If both do equally well, it is UTF-8, unless the sample would
    /// then hold no Chinese but runs of two-byte letters, as 停水 in GB18030 does. A character cut
    /// by the end of the sample is not held against either.
    public static func detect(_ sample: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        guard sample.contains(where: { $0 >= 0x80 }) else { return nil }
        if beginsInUTF8(sample) { return .utf8 }
        let asUTF8 = UTF8Tally(sample)
        let badGB18030 = badGB18030(sample)
        if asUTF8.bad == badGB18030, asUTF8.long == 0, asUTF8.hasShortRun { return .gb18030 }
        return asUTF8.bad <= badGB18030 ? .utf8 : .gb18030
    }

    /// Whether the first line holds three-byte characters and no flaw.
    ///
    /// Such a header tells the encoding, however broken the rows below it are: in GB18030 that many
    /// bytes hardly ever fall into the pattern.
    private static func beginsInUTF8(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
        let line = sample.prefix { $0 != UInt8(ascii: "\n") }
        guard line.endIndex < sample.endIndex else { return false }
        let tally = UTF8Tally(UnsafeBufferPointer(rebasing: line))
        return tally.bad == 0 && tally.long >= headerCharacters
    }

    private static let headerCharacters = 4

    /// What a sample holds if it is UTF-8.
    private struct UTF8Tally {
        /// Sequences that mean nothing.
        var bad = 0
        /// Characters of three or four bytes, such as Chinese.
        var long = 0
        /// Whether two characters of two bytes stand side by side.
        var hasShortRun = false

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            var wasShort = false
            var i = 0
            while i < bytes.count {
                let length = max(EncodingDetector.utf8Length(bytes[i]), 1)
                let isLead = length > 1 || bytes[i] < 0x80
                let tail = bytes[(i + 1)..<min(i + length, bytes.count)]
                    .prefix { $0 & 0xC0 == 0x80 }.count
                let isWhole = tail == length - 1 || i + 1 + tail == bytes.count
                bad += isLead && isWhole ? 0 : 1
                long += length > 2 && isWhole ? 1 : 0
                hasShortRun = hasShortRun || wasShort && length == 2
                wasShort = length == 2
                i += 1 + tail
            }
        }
    }

    /// Bytes of the character that begins with `byte`, 0 if none does.
    private static func utf8Length(_ byte: UInt8) -> Int {
        switch byte {
        case 0..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 0
        }
    }

    private static func badGB18030(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var bad = 0
        var i = 0
        while i < bytes.count {
            guard bytes[i] >= 0x80 else {
                i += 1
                continue
            }
            let length = gb18030Length(bytes, at: i)
            bad += length == 0 ? 1 : 0
            i += max(length, 1)
        }
        return bad
    }

    private static func gb18030Length(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
        guard (0x81...0xFE).contains(bytes[i]) else { return 0 }
        guard i + 1 < bytes.count else { return 1 }
        switch bytes[i + 1] {
        case 0x40...0x7E, 0x80...0xFE:
            return 2
        case 0x30...0x39:
            guard i + 3 < bytes.count else { return bytes.count - i }
            let isFour =
                (0x81...0xFE).contains(bytes[i + 2]) && (0x30...0x39).contains(bytes[i + 3])
            return isFour ? 4 : 0
        default:
            return 0
        }
    }
}
