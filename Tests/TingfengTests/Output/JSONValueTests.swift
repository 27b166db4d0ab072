import Foundation
import Testing
import Tingfeng

@Suite struct JSONValueTests {
    private let value: JSONValue = [
        "z": [1, -2.5, 1e21, 1e-7, 5e-324, true, false, .null],
        "a": ["\u{0}\u{1F}\u{7F}\u{9B}\u{2028}\u{202E}", "\"\\/\n\r\t", "停水🚰é", ""],
        "big": .int(.max),
        "": [:],
    ]

    @Test func `members keep the order in which they were written`() {
        #expect(
            (["b": 1, "a": ["x": []]] as JSONValue).serialized() == #"{"b":1,"a":{"x":[]}}"#
        )
    }

    @Test func `Foundation reads back what is written`() throws {
        for isPretty in [true, false] {
            let data = Data(value.serialized(pretty: isPretty).utf8)
            let parsed = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            let texts = try #require(parsed["a"] as? [String])
            #expect(texts == value["a"]?.array?.compactMap(\.string))
            let numbers = try #require(parsed["z"] as? [Any])
            #expect(
                numbers.prefix(5).map { ($0 as? NSNumber)?.doubleValue } == [
                    1, -2.5, 1e21, 1e-7, 5e-324,
                ]
            )
            #expect((parsed["big"] as? NSNumber)?.intValue == .max)
        }
    }

    @Test func `numbers of up to six decimals are written with no digit too many`() {
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let millionths = Int(state >> 34) - (1 << 29)
            let text = JSONValue.double(Double(millionths) / 1e6).serialized()
            let parts = text.drop { $0 == "-" }.split(separator: ".")
            let decimals = parts.count == 2 ? parts[1] : ""
            #expect(decimals.count <= 6 && !decimals.hasSuffix("0"))
            let read =
                (Int(parts[0]) ?? -1) * 1_000_000
                + (Int(decimals + String(repeating: "0", count: 6 - decimals.count)) ?? -1)
            #expect(text.hasPrefix("-") == (millionths < 0) && read == abs(millionths))
        }
    }

    @Test(arguments: [
        (-0.0, "0"), (0.000001, "0.000001"), (0.0000011, "0.0000011"), (-1.5, "-1.5"),
        (999_999_999.999999, "999999999.999999"), (1e9, "1000000000"),
        (0.1 + 0.2, "0.30000000000000004"),
    ])
    func `numbers are the shortest text that reads back`(number: Double, text: String) {
        #expect(JSONValue.double(number).serialized() == text)
    }

    @Test func `the parser reads back what is written`() throws {
        for isPretty in [true, false] {
            let bytes = Array(value.serialized(pretty: isPretty).utf8)
            let again = try JSONValue(parsing: bytes)
            #expect(again.serialized() == value.serialized())
        }
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (5, "5"), (0.1, "0.1"), (1e15, "1000000000000000"),
        (123_456_789_012_345_680_000, "123456789012345680000"), (1e300, "1e300"),
        (0.00001, "0.00001"), (1.5e-7, "0.00000015"), (1.5e-9, "1.5e-9"), (.nan, "null"),
        (-.infinity, "null"),
    ])
    func `numbers have no exponent where people expect none`(number: Double, text: String) {
        #expect(JSONValue.double(number).serialized() == text)
    }

    @Test func `control, bidi and line separator characters are escaped`() {
        #expect(
            JSONValue.string("\u{1B}\u{7F}\u{85}\u{2029}\u{2066}<停>").serialized()
                == #""\u001b\u007f\u0085\u2029\u2066<停>""#
        )
    }
}
