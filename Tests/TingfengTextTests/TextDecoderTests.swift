import Foundation
import Testing

@testable import TingfengText

@Suite struct TextDecoderTests {
    private func gb18030(_ text: String) throws -> [UInt8] {
        Array(try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632))))
    }

    private func decode(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> (String, Bool) {
        let decoder = try #require(TextDecoder(encoding))
        return bytes.withUnsafeBufferPointer { decoder.decode($0) }
    }

    @Test func `GB18030 covers rare characters and emoji`() throws {
        let text = "路灯A1，㐀𠀀😀\u{3000}·"
        let (decoded, isExact) = try decode(gb18030(text), .gb18030)
        #expect(decoded == text && isExact)
    }

    @Test func `a bad byte shows as a replacement character and is told`() throws {
        let (text, isExact) = try decode(gb18030("停水") + [0xFF] + gb18030("三天"), .gb18030)
        #expect(text == "停水\u{FFFD}三天" && !isExact)
    }

    @Test func `a cut character is bad at the end`() throws {
        let (text, isExact) = try decode(Array(gb18030("停水").dropLast()), .gb18030)
        #expect(text == "停\u{FFFD}" && !isExact)
    }

    @Test func `one bad cell leaves no trace in the next`() throws {
        let decoder = try #require(TextDecoder(.gb18030))
        let cut = Array(try gb18030("停水").dropLast())
        let whole = try gb18030("停水")
        _ = cut.withUnsafeBufferPointer { decoder.decode($0) }
        #expect(whole.withUnsafeBufferPointer { decoder.decode($0) } == ("停水", true))
    }

    @Test func `a replacement character in the text is no bad byte`() throws {
        let (text, isExact) = try decode(gb18030("停\u{FFFD}水"), .gb18030)
        #expect(text == "停\u{FFFD}水" && isExact)
    }

    @Test(arguments: [TextEncoding.gb18030, .utf16LittleEndian], 1...7)
    func `a stream cut anywhere gives the same text`(encoding: TextEncoding, step: Int) throws {
        let text = "停水a𠀀三天😀，b㐀"
        let bytes =
            encoding == .gb18030
            ? try gb18030(text) : text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let decoder = try #require(TextDecoder(encoding))
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            let piece = Array(bytes[start..<min(start + step, bytes.count)])
            piece.withUnsafeBufferPointer { decoder.append($0, isLast: false, to: &output) }
        }
        decoder.append(UnsafeBufferPointer(start: nil, count: 0), isLast: true, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test func `half a surrogate pair in UTF-16 is bad`() throws {
        let (text, isExact) = try decode([0x3D, 0xD8, 0x41, 0x00], .utf16LittleEndian)
        #expect(text == "\u{FFFD}A" && !isExact)
    }

    @Test(arguments: [
        ("中文", TextEncoding.utf8), ("José", .utf8), ("plain", nil),
    ])
    func `UTF-8 is told by its bytes`(text: String, expected: TextEncoding?) {
        #expect(Array(text.utf8).withUnsafeBufferPointer(EncodingDetector.detect) == expected)
    }

    @Test(arguments: ["中文", "停水", "联通", "投诉：物业乱收费"])
    func `GB18030 is told by its bytes`(text: String) throws {
        #expect(try gb18030(text).withUnsafeBufferPointer(EncodingDetector.detect) == .gb18030)
    }
}
