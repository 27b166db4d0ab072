import Testing
import Tingfeng

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8))
    }

    @Test(arguments: [
        (#"{"id":"1","n":-3,"x":1.5e3}"#, ["id": "1", "n": -3, "x": 1500.0] as JSONValue),
        (" [ 1 , [ ] , { } ]\r\n", [1, [], .object([])] as JSONValue),
        (#""\u505c\u6c34\ud83d\udeb0\/\b""#, "停水🚰/\u{8}"),
        ("\u{FEFF}null", .null), ("9223372036854775808", .double(9.223372036854775808e18)),
        ("-0", 0), ("1E+2", 100.0),
    ])
    func `valid documents are read`(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(arguments: [
        ("", 0), ("[1,]", 3), ("{\"a\":1,}", 7), ("[1 2]", 3), ("01", 1), ("1.", 2), (".5", 0),
        ("-", 1), ("nul", 0), ("\"a", 2), ("\"\u{1}\"", 1), (#""\x""#, 2), (#""\u12"#, 5),
        ("{1:2}", 1), ("NaN", 0), ("1e999", 0), ("[", 1), ("\"\\", 2), ("{} x", 3),
    ])
    func `broken documents name the byte`(text: String, offset: Int) {
        #expect(throws: JSONError.malformed(offset: offset)) { try parse(text) }
    }

    @Test func `bad UTF-8 and lone surrogates are refused`() {
        #expect(throws: JSONError.badText(offset: 1)) {
            try JSONValue(parsing: [0x5B, 0x22, 0xFF, 0x22, 0x5D])
        }
        #expect(throws: JSONError.badText(offset: 3)) { try parse(#""\ud800""#) }
        #expect(throws: JSONError.badText(offset: 3)) { try parse(#""\udc00\ud800""#) }
    }

    @Test func `depth and size are bounded`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.tooDeep(limit: 64, offset: 64)) { try parse(deep) }
        #expect(throws: JSONError.tooLong(bytes: 4, limit: 3)) {
            try JSONValue(parsing: Array("1234".utf8), limits: .init(bytes: 3))
        }
    }

    @Test func `the same name twice is refused`() {
        #expect(throws: JSONError.duplicateName("a", offset: 7)) {
            try parse(#"{"a":1,"a":2}"#)
        }
    }

    @Test func `any bytes are read or refused, never a crash`() {
        var state: UInt64 = 42
        let alphabet = Array("[]{}\",:\\u0123456789eE+-.tfn \u{FF}停".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<24).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            if let value = try? JSONValue(parsing: bytes) {
                #expect((try? parse(value.serialized())) == value)
            }
        }
    }
}
