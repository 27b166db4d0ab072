/// Recognises what web exports leave in texts: tags, comments, entities.
///
/// `<A市规划方案>` is a title in angle brackets and stays: only known tag names count, and the name
/// must end at a blank, "/" or ">".
struct MarkupReader {
    /// What stands in the view for a piece of markup.
    enum Piece: Equatable {
        case blank
        case nothing
        case character(UInt32)
    }

    /// A tag may be this long; Office exports put whole style sheets into attributes.
    private static let longestTag = 4_096

    // Once a closing mark is known to be absent from the rest, it is not looked for again, so that
    // a million opening tags cost linear time.
    private var lacksCommentEnd = false
    private var lacksContentEnd = false

    /// Reads the markup at an index where "<" or "&" stands; nil if it is plain text.
    mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (piece: Piece, end: Int)? {
        if bytes[index] == UInt8(ascii: "&") {
            return HTMLEntity.read(bytes, at: index).map { (.character($0.character), $0.end) }
        }
        return readComment(bytes, at: index) ?? readTag(bytes, at: index)
    }

    private mutating func readComment(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (piece: Piece, end: Int)? {
        guard !lacksCommentEnd, bytes.matches("<!--", at: index) else { return nil }
        guard let end = bytes.firstIndex(of: "-->", from: index + 4) else {
            lacksCommentEnd = true
            return nil
        }
        return (.nothing, end + 3)
    }

    private mutating func readTag(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (piece: Piece, end: Int)? {
        var cursor = index + 1
        let isClosing = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "/")
        if isClosing { cursor += 1 }
        guard let (effect, nameEnd) = HTMLTag.read(bytes, at: cursor),
            let end = Self.tagEnd(bytes, from: nameEnd)
        else { return nil }
        switch effect {
        case .inline: return (.nothing, end)
        case .block: return (.blank, end)
        case .hidden(let closing):
            return (.blank, isClosing ? end : contentEnd(bytes, of: closing, from: end))
        }
    }

    /// The index after ">", which must come before the next "<".
    private static func tagEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let limit = min(bytes.count, start + longestTag)
        for index in start..<limit {
            if bytes[index] == UInt8(ascii: ">") { return index + 1 }
            if bytes[index] == UInt8(ascii: "<") { return nil }
        }
        return nil
    }

    /// Where the hidden content of a style sheet or script ends: before its closing tag.
    private mutating func contentEnd(
        _ bytes: UnsafeBufferPointer<UInt8>,
        of closing: StaticString,
        from start: Int
    ) -> Int {
        guard !lacksContentEnd else { return start }
        guard let end = bytes.firstIndex(of: closing, from: start) else {
            lacksContentEnd = true
            return start
        }
        return end
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether an ASCII string stands at an index; letters of either case match lower-case ones.
    func matches(_ string: StaticString, at index: Int) -> Bool {
        let count = string.utf8CodeUnitCount
        guard index + count <= self.count else { return false }
        for offset in 0..<count {
            let wanted = string.utf8Start[offset]
            let found = self[index + offset]
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(wanted)
            guard found == wanted || isLetter && found | 0x20 == wanted else { return false }
        }
        return true
    }

    /// The first index from `start` at which an ASCII string stands.
    func firstIndex(of string: StaticString, from start: Int) -> Int? {
        guard start < count else { return nil }
        return (start..<count).first { matches(string, at: $0) }
    }
}
