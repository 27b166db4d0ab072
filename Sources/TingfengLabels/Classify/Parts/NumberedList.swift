import Glibc
import TingfengText

/// Finds the items of a numbered list in a text (分条列举).
///
/// Numbers are written 一、二、 or （一）（二） or 1、2、 or （1）（2） or ①② or 第一，第二.
public enum NumberedList {
    /// Shorter items are headings or references, not matters.
    private static let shortestItem = 10

    /// Returns the items, number included, as bytes of the text; the last one reaches to its end.
    ///
    /// A list counts upwards from one and has at least two items of ten characters; of several ways
    /// of numbering the one that begins first is taken. Empty if there is none.
    public static func items(of text: String) -> [Range<Int>] {
        guard mayCountToTwo(text) else { return [] }
        let marks = marks(in: text)
        let lists = Style.allCases.compactMap { style in list(marks.filter { $0.style == style }) }
            .filter { list in
                zip(list, list.dropFirst()).allSatisfy {
                    $1.scalar - $0.scalar >= shortestItem
                }
            }
        guard let first = lists.min(by: { $0[0].scalar < $1[0].scalar }) else { return [] }
        let ends = first.dropFirst().map(\.byte) + [text.utf8.count]
        return zip(first, ends).map { $0.byte..<$1 }
    }

    /// Whether a text has a one and, further on, a two in any way of writing them, each with what can end
    /// a mark behind it; most texts are settled here, without a look at their characters.
    private static func mayCountToTwo(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let one = place(of: .one, in: bytes, from: 0) else { return false }
            return place(of: .two, in: bytes, from: one + 1) != nil
        }
    }

    /// The ways of writing a number in bytes of UTF-8: 1, 一, ①.
    private struct Spelling {
        var digit: UInt8
        var numeral: (UInt8, UInt8, UInt8)
        var circled: (UInt8, UInt8, UInt8)

        static let one = Spelling(
            digit: 0x31,
            numeral: (0xE4, 0xB8, 0x80),
            circled: (0xE2, 0x91, 0xA0)
        )
        static let two = Spelling(
            digit: 0x32,
            numeral: (0xE4, 0xBA, 0x8C),
            circled: (0xE2, 0x91, 0xA1)
        )
    }

    /// The first place where a number stands as it does in a mark.
    private static func place(
        of number: Spelling,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int? {
        let digit = first(number.digit, in: bytes, from: start) { canEndMark(bytes, at: $0 + 1) }
        // The last byte of three: it is the rarest.
        let numeral = first(number.numeral.2, in: bytes, from: start + 2) { place in
            bytes[place - 1] == number.numeral.1 && bytes[place - 2] == number.numeral.0
                && canEndMark(bytes, at: place + 1)
        }
        let circled = first(number.circled.2, in: bytes, from: start + 2) { place in
            bytes[place - 1] == number.circled.1 && bytes[place - 2] == number.circled.0
        }
        let found = min(
            digit ?? .max,
            numeral.map { $0 - 2 } ?? .max,
            circled.map { $0 - 2 } ?? .max
        )
        return found == .max ? nil : found
    }

    /// The first place where a byte stands as asked.
    private static func first(
        _ byte: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        where isRight: (Int) -> Bool
    ) -> Int? {
        var place = start
        while let next = index(of: byte, in: bytes, from: place) {
            if isRight(next) { return next }
            place = next + 1
        }
        return nil
    }

    /// `memchr`, many bytes at once.
    private static func index(
        of byte: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int? {
        guard start < bytes.count, let base = UnsafeRawPointer(bytes.baseAddress) else {
            return nil
        }
        guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Whether a mark of punctuation that can stand behind a number may be there: its first byte or two.
    private static func canEndMark(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place < bytes.count else { return false }
        return switch bytes[place] {
        case 0x29, 0x2C, 0x2E, 0x3A, 0xEF: true
        case 0xE3: bytes[place + 1] == 0x80
        default: false
        }
    }

    private enum Style: CaseIterable {
        case numeral, digits, bracketed, circled, ordinal
    }

    private struct Mark {
        var style: Style
        var number: Int
        var scalar: Int
        var byte: Int
    }

    /// Returns the marks that count one, two, three and so on.
    private static func list(_ marks: [Mark]) -> [Mark]? {
        var list: [Mark] = []
        for mark in marks where mark.number == list.count + 1 { list.append(mark) }
        return list.count >= 2 ? list : nil
    }

    private static func marks(in text: String) -> [Mark] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        // One by one: appending them at once would count them first.
        for scalar in text.unicodeScalars { scalars.append(scalar) }
        var marks: [Mark] = []
        var byte = 0
        for (place, scalar) in scalars.enumerated() {
            if canBegin(scalar), let (style, number) = mark(scalars, at: place) {
                marks.append(Mark(style: style, number: number, scalar: place, byte: byte))
            }
            byte += UTF8.width(scalar)
        }
        return marks
    }

    /// Whether a mark can begin with the character; few do, and all are looked at.
    private static func canBegin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", "（", "第", "0"..."9", "①"..."⑮": true
        default: numeral(scalar) != nil
        }
    }

    /// The number that a Chinese numeral up to ten stands for.
    private static func numeral(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "一": 1
        case "二": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        case "十": 10
        default: nil
        }
    }

    private static func mark(
        _ scalars: [Unicode.Scalar],
        at place: Int
    ) -> (style: Style, number: Int)? {
        func scalar(_ offset: Int) -> Unicode.Scalar? {
            place + offset < scalars.count ? scalars[place + offset] : nil
        }
        let first = scalars[place]
        if (0x2460...0x246E).contains(first.value) { return (.circled, Int(first.value) - 0x245F) }
        if first == "（" || first == "(" {
            guard let (number, length) = number(scalars, at: place + 1),
                let end = scalar(1 + length), end == "）" || end == ")"
            else { return nil }
            return (.bracketed, number)
        }
        guard place == 0 || opens(after: scalars[place - 1]) else { return nil }
        if first == "第" {
            guard let (number, length) = number(scalars, at: place + 1),
                let end = scalar(1 + length), "、，,：:".unicodeScalars.contains(end)
            else { return nil }
            return (.ordinal, number)
        }
        guard let (number, length) = number(scalars, at: place) else { return nil }
        let end = scalar(length)
        guard first.isASCII else { return end == "、" ? (.numeral, number) : nil }
        switch end {
        case "." where scalar(length + 1).map(isDigit) ?? false: return nil
        case ".", "、", "．", "，", ",", "：", ":", ")", "）": return (.digits, number)
        default: return nil
        }
    }

    /// Reads 1 to 99 or 一 to 十.
    private static func number(
        _ scalars: [Unicode.Scalar],
        at place: Int
    ) -> (number: Int, length: Int)? {
        guard place < scalars.count else { return nil }
        if let number = numeral(scalars[place]) { return (number, 1) }
        let digits = scalars[place...].prefix(3).prefix(while: isDigit)
        guard (1...2).contains(digits.count) else { return nil }
        return (digits.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }, digits.count)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// A number begins an item only after a blank or a mark of punctuation.
    private static func opens(after scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "。", "；", ";", "：", ":", "！", "!", "？", "?", "，", ",", "、", "）", ")", "”", "\"": true
        default: scalar.isBlank
        }
    }
}
