import Testing
import TingfengText

@Suite struct NormalizedTextTests {
    @Test func `a byte range takes the whole of an expanded character`() throws {
        let view = try TextFixtures.normalizer().normalize("共5㎡整")
        #expect(view.string == "共5m2整")
        #expect(view.byteRange(of: 2..<3) == 4..<7)
        #expect(view.byteRange(of: 3..<4) == 4..<7)
        #expect(view.byteRange(of: 1..<4) == 3..<7)
    }

    @Test func `units are found again from stored bytes`() throws {
        let view = try TextFixtures.normalizer().normalize("<p>路灯</p> 坏了")
        #expect(view.unitRange(ofBytes: 3..<9) == 0..<2)
        #expect(view.unitRange(ofBytes: 0..<6) == 0..<1)
        #expect(view.unitRange(ofBytes: 14..<20) == 3..<5)
        #expect(view.unitRange(ofBytes: 4..<5) == 1..<1)
    }

    @Test func `byte and unit ranges of folded and cleaned views agree`() throws {
        let normalizer = try TextFixtures.normalizer()
        let text = "Ａ３區<br>噪音&nbsp;擾民㎡"
        let folded = normalizer.normalize(text)
        let cleaned = normalizer.clean(text)
        let bytes = folded.byteRange(of: 4..<6)
        #expect(
            String(decoding: cleaned.units[cleaned.unitRange(ofBytes: bytes)], as: UTF16.self)
                == "噪音"
        )
    }
}
