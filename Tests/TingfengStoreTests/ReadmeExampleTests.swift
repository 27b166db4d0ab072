import Foundation
import Testing
import Tingfeng
import TingfengStore

/// The README's library example, compiled and run.
@Suite struct ReadmeExampleTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the library example runs and finds the words`() throws {
        let environment = ["TINGFENG_RESOURCES": Self.root.path]
        let installation = try Installation(Installation.Request(environment: environment))
        let reading = try installation.reading()
        let words = reading.words("B区停水三天，居民要求尽快恢复供水").sorted()
        #expect(words.contains("停水"))
        #expect(words.contains("供水"))
    }

    @Test(arguments: ["README.md", "README.zh-CN.md"])
    func `both languages show this example`(name: String) throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent(name), encoding: .utf8)
        #expect(text.contains("let reading = try installation.reading()"))
        #expect(text.contains("reading.words(\"B区停水三天，居民要求尽快恢复供水\").sorted()"))
    }
}
