import Foundation
import Testing
import TingfengText

@Suite struct CharacterTablesTests {
    @Test(arguments: [
        ("路", CharacterClass.han), ("々", .han), ("〇", .han), ("𠮷", .han), ("が", .kana),
        ("한", .kana), ("a", .letter), ("Я", .letter), ("7", .digit), ("７", .digit),
        ("，", .punctuation), ("$", .punctuation), ("+", .punctuation), ("_", .punctuation),
        (" ", .blank), ("\u{3000}", .blank), ("\n", .blank), ("\u{200B}", .control),
        ("\u{0}", .control), ("\u{E0041}", .control), ("😀", .other), ("★", .other),
    ]) func `each character has a class`(character: String, kind: CharacterClass) throws {
        let scalar = try #require(character.unicodeScalars.first)
        #expect(try TextFixtures.tables().characterClass(of: scalar.value) == kind)
    }

    @Test func `a missing file is named`() {
        #expect(
            throws: TextError.unreadableFile(path: "none.bin", reason: "No such file or directory")
        ) {
            try CharacterTables(contentsOf: "none.bin")
        }
    }

    @Test(arguments: [0, 8, 20, 5_000, 239_000]) func `one changed byte is noticed`(at: Int) throws
    {
        let source = URL(filePath: "/\(TextFixtures.root)/dictionaries/characters.bin")
        var bytes = try Data(contentsOf: source)
        bytes[at] ^= 1
        try expectDamaged(bytes)
    }

    @Test(arguments: [0, 10, 63, 64, 100_000]) func `a cut file is noticed`(count: Int) throws {
        let source = URL(filePath: "/\(TextFixtures.root)/dictionaries/characters.bin")
        try expectDamaged(try Data(contentsOf: source).prefix(count))
    }

    private func expectDamaged(_ bytes: Data) throws {
        let copy = URL.temporaryDirectory.appending(path: "tables-\(UUID().uuidString).bin")
        try bytes.write(to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        #expect(throws: TextError.damagedResource(path: copy.path)) {
            try CharacterTables(contentsOf: copy.path)
        }
    }

    @Test func `a lexicon builds tables that fold its characters`() throws {
        let directory = URL.temporaryDirectory.appending(path: "lexicon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let source = directory.appending(path: "opencc_TSCharacters.txt")
        try Data("# comment\n擾\t扰\n後\t后 後\n乾\t干\n".utf8).write(to: source)
        let output = directory.appending(path: "characters.bin").path
        try CharacterTablesBuilder(lexicon: directory.path).write(to: output)
        let normalizer = Normalizer(tables: try CharacterTables(contentsOf: output))
        #expect(normalizer.normalize("擾後乾髮Ａ").string == "扰后乾髮a")
    }

    @Test func `a broken line of the lexicon is named`() throws {
        let directory = URL.temporaryDirectory.appending(path: "lexicon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let source = directory.appending(path: "opencc_TSCharacters.txt")
        try Data("擾\t扰\n後\n".utf8).write(to: source)
        #expect(
            throws: TextError.invalidLine(path: source.path, line: 2, expected: "繁体字<TAB>简体字")
        ) {
            try CharacterTablesBuilder(lexicon: directory.path)
        }
    }
}
