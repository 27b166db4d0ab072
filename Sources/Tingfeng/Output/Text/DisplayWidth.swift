/// Returns how many terminal cells a text takes (显示宽度).
///
/// Wide and full-width characters count 2 (Unicode Standard Annex #11, East Asian Width), emoji 2
/// per grapheme, combining, format and control characters 0, all others 1; *ambiguous* characters
/// count 1, as terminals outside legacy CJK mode draw them.
///
/// - Complexity: O(n); about one comparison per ASCII or Han character.
public func displayWidth(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + displayWidth($1) }
}

/// Returns the text itself if it fits into `width` terminal cells, else its longest beginning that
/// leaves room for a closing "…".
public func shortened(_ text: String, toWidth width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    guard width > 0 else { return "" }
    var used = 0
    let beginning = text.prefix { character in
        used += displayWidth(character)
        return used < width
    }
    return beginning + "…"
}

private func displayWidth(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex {
        return displayWidth(first)
    }
    if scalars.contains(where: { $0.properties.isEmojiPresentation || $0 == "\u{FE0F}" }) {
        return 2
    }
    return scalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0x4E00...0x9FFF, 0x3041...0x3096, 0xAC00...0xD7A3, 0xFF01...0xFF60: return 2
    // Vowels and finals of Hangul join the syllable that their initial (width 2) began.
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
        .paragraphSeparator:
        return 0
    default:
        return WideRanges.contains(scalar.value) ? 2 : 1
    }
}
