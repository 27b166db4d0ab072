import Foundation
import Testing
import Tingfeng
import TingfengText

@Suite struct WordFileTests {
    private func path() -> String {
        URL.temporaryDirectory.appending(path: "words-\(UUID().uuidString).txt").path
    }

    @Test func `a file that does not exist has no words and is made`() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var file = try WordFile(path: path)
        #expect(file.entries.isEmpty)
        file.set(UserWord("丽发新城", .hard))
        try file.write()
        #expect(try WordFile(path: path).entries == [UserWord("丽发新城", .hard)])
    }

    @Test func `comments and order stay, a word has one line`() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("# 小区\n路灯\n\n长江\tdeny\n".utf8).write(to: URL(filePath: path))
        var file = try WordFile(path: path)
        file.set(UserWord("路灯", .hard))
        let removed = [file.remove("长江"), file.remove("长江")]
        #expect(removed == [true, false])
        try file.write()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "# 小区\n路灯\thard\n\n")
    }
}
