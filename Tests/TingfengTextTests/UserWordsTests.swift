import Foundation
import Testing

@testable import TingfengText

@Suite struct UserWordsTests {
    private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws
        -> Result
    {
        let file = URL.temporaryDirectory.appending(path: "words-\(UUID().uuidString).txt")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    private func end(
        _ words: UserWords,
        _ text: String,
        _ strength: UserWords.Strength = .soft
    ) -> Int? {
        Array(text.utf16).withUnsafeBufferPointer { units in
            let match = words.match(in: units, at: 0, limit: units.count)
            let end = strength == .hard ? match?.hard : match?.soft
            return end.flatMap { $0 > 0 ? Int($0) : nil }
        }
    }

    @Test func `a file gives words with their strength, soft by default`() throws {
        let words = try withFile("# 注释\n路灯\n\n长江大桥\thard\r\n长江\tdeny\n") {
            try UserWords(contentsOf: $0)
        }
        #expect(end(words, "路灯坏") == 2)
        #expect(end(words, "长江大桥头", .hard) == 4)
        #expect(end(words, "长江边") == nil)
        #expect(words.denies(Array("长江".utf16)[...]))
        #expect(!words.denies(Array("路灯".utf16)[...]))
    }

    @Test(arguments: [("路灯\nx\tmaybe\n", 2), ("a\tsoft\tb\n", 1), ("路灯\n\thard\n", 2)])
    func `a line of another form is named`(text: String, line: Int) throws {
        try withFile(text) { path in
            _ = #expect(
                throws: TextError.invalidLine(
                    path: path,
                    line: line,
                    expected: "词语[<TAB>soft|hard|deny]"
                )
            ) { try UserWords(contentsOf: path) }
        }
    }

    @Test func `of equal words the last one counts`() {
        let words = UserWords([("路灯", .deny), ("路灯", .hard)])
        #expect(end(words, "路灯", .hard) == 2)
    }

    @Test func `where a longer soft word goes too far a shorter one counts`() {
        let words = UserWords([("路灯", .soft), ("路灯 坏", .soft), ("灯 坏", .hard)])
        Array("修路灯 坏了".utf16).withUnsafeBufferPointer { units in
            let evidence = UserWordEvidence(words, in: units)
            var found: [Range<Int32>] = []
            evidence.forEachSoftWord(from: 0, to: 3) { found.append($0) }
            #expect(found == [1..<3])
            evidence.forEachSoftWord(from: 0, to: 6) { found.append($0) }
            #expect(found == [1..<3, 1..<5])
            evidence.forEachSoftWord(from: 2, to: 6) { found.append($0) }
            #expect(found.count == 2)
        }
    }

    @Test func `no words match nothing`() {
        #expect(end(UserWords(), "路灯") == nil)
        #expect(UserWords().isEmpty)
    }
}
