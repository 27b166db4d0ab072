import Foundation
import Testing

@testable import Tingfeng

@Suite struct JSONScannerTests {
    private func scan(_ text: String) throws(JSONFailure) -> [String: String?] {
        let bytes = Array(text.utf8)
        var object = JSONObject()
        var failure: JSONFailure?
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            do throws(JSONFailure) { try scanner.scan(into: &object) } catch { failure = error }
        }
        if let failure { throw failure }
        return Dictionary(zip(object.names, object.cells)) { first, _ in first }
    }

    @Test func `values keep their text`() throws {
        let object = try scan(
            #" { "a" : "x\n\"\\\/\u505C\ud83d\ude00" , "b":-1.5e+3,"c":null,"d":true,"e":[1, {"f":"]"}],"":"" } "#
        )
        #expect(object["a"] == "x\n\"\\/停😀")
        #expect(object["b"] == "-1.5e+3")
        #expect(object["c"] == .some(nil))
        #expect(object["d"] == "true")
        #expect(object["e"] == #"[1, {"f":"]"}]"#)
        #expect(object[""] == "")
    }

    @Test(arguments: [
        "", "{", "}", "[]", "null", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":01}"#,
        #"{"a":1} x"#, #"{"a":"\q"}"#, #"{"a":"\u12"}"#, #"{"a":tru}"#, #"{"a":[1,]}"#,
        #"{"a":"b}"#,
        #"{"a":-}"#, #"{"a":1.}"#, #"{"a":.5}"#, #"{"a":1e}"#, #"{"a":+1}"#, #"{'a':1}"#,
    ])
    func `what is no object is malformed`(text: String) {
        #expect(throws: JSONFailure.malformed) { _ = try scan(text) }
    }

    @Test func `nesting without end is refused`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONFailure.malformed) { _ = try scan("{\"a\":\(deep)") }
    }

    @Test func `a control character in a string is text`() throws {
        #expect(try scan("{\"a\":\"x\ty\u{1}\"}")["a"] == "x\ty\u{1}")
    }

    /// A random flat object as Foundation writes it.
    private func randomObject(_ random: inout SeededGenerator) -> [String: String] {
        let letters = Array("ab\"\\/\n\r\t\u{0}\u{1F}停水é😀\u{2028}{}[],: ")
        func word() -> String {
            let length = Int.random(in: 0...12, using: &random)
            return String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
        }
        return Dictionary((0..<6).map { _ in (word(), word()) }) { first, _ in first }
    }

    @Test func `random objects read as Foundation reads them`() throws {
        var random = SeededGenerator(seed: 3)
        for turn in 0..<2000 {
            let object = randomObject(&random)
            let options: JSONSerialization.WritingOptions =
                turn.isMultiple(of: 2) ? [] : [.prettyPrinted]
            let data = try JSONSerialization.data(withJSONObject: object, options: options)
            let read = try scan(String(decoding: data, as: UTF8.self))
            #expect(read.compactMapValues(\.self) == object)
        }
    }

    @Test func `damaged objects are accepted only if Foundation accepts them`() throws {
        var random = SeededGenerator(seed: 4)
        let spoilers = Array(#"{}[]",:\u0e-+.tfn 1"#.utf8)
        for _ in 0..<5000 {
            let object = randomObject(&random)
            var bytes = Array(try JSONSerialization.data(withJSONObject: object))
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = spoilers.randomElement(using: &random) ?? 0
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            guard (try? scan(text)) != nil else { continue }
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            #expect(theirs != nil, "\(text)")
        }
    }
}
