import CICU

/// Makes the file that ``CharacterTables`` reads, from ICU's NFKC_Casefold and OpenCC's table of
/// traditional characters.
///
/// A character becomes NFKC_Casefold of itself, then each resulting character its simplified form.
/// It stays as it is if that form holds a blank (´ would become a space and an accent) or needs
/// more UTF-16 units than the character has UTF-8 bytes (¼, ㍿): so a view never has more units
/// than its text has bytes, and the normalizer can allocate once.
public struct CharacterTablesBuilder: Sendable {
    /// Traditional characters that are also standard in simplified text, where folding them would
    /// break words: 乾坤, 彷徨, 淼 (names), 慰藉, 大阪.
    static let keptCharacters: Set<Character> = ["乾", "彷", "淼", "藉", "阪"]

    private let simplified: [UInt32: UInt32]

    /// Reads `opencc_TSCharacters.txt` in a lexicon directory.
    public init(lexicon directory: String) throws(TextError) {
        simplified = try Self.readSimplified(directory + "/opencc_TSCharacters.txt")
    }

    /// Returns the bytes of the compiled file; the same bytes for the same ICU and lexicon.
    public func build() throws(TextError) -> [UInt8] {
        var sections = CharacterTablesSections()
        for character in UInt32(0)...0x10FFFF where !(0xD800...0xDFFF).contains(character) {
            let kind = CharacterClass(rawValue: UInt8(cicu_class(character))) ?? .other
            sections.append(character, folded: try fold(character, kind: kind), kind: kind)
        }
        return sections.encoded()
    }

    /// Writes the compiled file.
    public func write(to path: String) throws(TextError) {
        try writeFile(build(), to: path)
    }

    /// The units that a character becomes in the view.
    private func fold(_ character: UInt32, kind: CharacterClass) throws(TextError) -> [UInt16] {
        switch kind {
        case .control: return []
        case .blank: return [CharacterTables.Action.blank]
        default: break
        }
        let folded = try casefold(character).flatMap { scalar in
            Self.units(of: simplified[scalar.value] ?? scalar.value)
        }
        let isKept =
            folded.contains(CharacterTables.Action.blank)
            || folded.count > Self.byteCount(of: character)
        return isKept ? Self.units(of: character) : folded
    }

    private func casefold(_ character: UInt32) throws(TextError) -> [Unicode.Scalar] {
        var units = [UInt16](repeating: 0, count: Int(CICU_MAXIMAL_FOLDING))
        let count = cicu_fold(character, &units)
        guard count >= 0 else { throw .missingICUData }
        return Array(String(decoding: units[..<Int(count)], as: UTF16.self).unicodeScalars)
    }

    private static func units(of character: UInt32) -> [UInt16] {
        guard character > 0xFFFF else { return [UInt16(character)] }
        let offset = character - 0x10000
        return [UInt16(0xD800 + offset >> 10), UInt16(0xDC00 + offset & 0x3FF)]
    }

    private static func byteCount(of character: UInt32) -> Int {
        character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
    }

    /// Lines are `traditional TAB simplified[ simplified…]`; the first choice counts.
    private static func readSimplified(_ path: String) throws(TextError) -> [UInt32: UInt32] {
        var map: [UInt32: UInt32] = [:]
        let file = try MappedFile(path: path)
        try file.forEachLine { (line, number) throws(TextError) in
            guard let first = line.first, first != UInt8(ascii: "#") else { return }
            let parts = String(decoding: line, as: UTF8.self).split(separator: "\t")
            guard parts.count == 2, let traditional = parts[0].first,
                let choice = parts[1].split(separator: " ").first?.unicodeScalars.first,
                let scalar = traditional.unicodeScalars.first
            else { throw .invalidLine(path: path, line: number, expected: "繁体字<TAB>简体字") }
            guard parts[0].count == 1, !keptCharacters.contains(traditional) else { return }
            map[scalar.value] = choice.value
        }
        return map
    }
}
