import Foundation
import Testing
import Tingfeng
import TingfengText

@Suite struct SynonymsTests {
    private static let root = String(
        #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    )

    private func normalizer() throws -> Normalizer {
        Normalizer(
            tables: try CharacterTables(contentsOf: "/\(Self.root)/dictionaries/characters.bin")
        )
    }

    private func synonyms(_ text: String) throws -> Synonyms {
        let file = URL.temporaryDirectory.appending(path: "syn-\(UUID().uuidString).txt")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Synonyms(contentsOf: file.path, normalizer: normalizer())
    }

    @Test func `every word of a line stands for the others`() throws {
        let synonyms = try synonyms("# 水\n停水: 没水 断水\n")
        #expect(synonyms.words(for: Array("停水".utf16)) == ["没水", "断水"])
        #expect(synonyms.words(for: Array("断水".utf16)) == ["停水", "没水"])
        #expect(synonyms.words(for: Array("停电".utf16)).isEmpty)
    }

    @Test func `a word in two lines has the words of both`() throws {
        let synonyms = try synonyms("停水 没水\n停水 断水\n")
        #expect(synonyms.words(for: Array("停水".utf16)) == ["没水", "断水"])
        #expect(synonyms.words(for: Array("断水".utf16)) == ["停水"])
    }

    @Test func `a line with one word is named`() throws {
        #expect(throws: SynonymsError.self) { try synonyms("停水 没水\n停电\n") }
    }

    @Test func `the shipped table can be read`() throws {
        let synonyms = try Synonyms(
            contentsOf: "/\(Self.root)/dictionaries/synonyms.txt",
            normalizer: normalizer()
        )
        #expect(synonyms.words(for: Array("停水".utf16)).contains("断水"))
    }
}
