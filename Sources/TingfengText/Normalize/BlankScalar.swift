extension Unicode.Scalar {
    /// Whether the character is white space (the Unicode property White_Space), without the look into
    /// the tables of the standard library that `properties` takes for each character.
    package var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0: true
        case 0..<0x1680: false
        case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
