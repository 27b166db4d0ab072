import Testing
import TingfengLabels
import TingfengText

@Suite struct ClassifierInputTests {
    /// A text whose every character is a token.
    private func read(_ text: String) -> ClassifierInput {
        let units = Array(text.utf16)
        let starts = text.unicodeScalars.reduce(into: [Int32(0)]) { starts, scalar in
            starts.append(starts[starts.count - 1] + Int32(String(scalar).utf8.count))
        }
        return ClassifierInput(
            title: NormalizedText(units: Array("标题".utf16), starts: [0, 3, 6]),
            titleTokens: [Token(range: 0..<2, kind: .word)],
            body: NormalizedText(units: units, starts: starts),
            bodyTokens: units.indices.map { Token(range: Int32($0)..<Int32($0) + 1, kind: .word) }
        )
    }

    @Test func `an item is that run of the body with its tokens`() {
        let input = read("一、路灯坏了。二、停水")
        let start = "一、路灯坏了。".utf8.count
        let item = input.item(start..<"一、路灯坏了。二、停水".utf8.count)
        #expect(item.body.string == "二、停水")
        #expect(item.title.units.isEmpty && item.titleTokens.isEmpty)
        #expect(item.bodyTokens.map(\.range) == [0..<1, 1..<2, 2..<3, 3..<4])
        #expect(item.body.byteRange(of: 0..<4) == start..<start + 12)
    }

    @Test func `tokens that reach beyond the item are not in it`() {
        var input = read("停水停电")
        input.bodyTokens = [Token(range: 0..<3, kind: .word), Token(range: 3..<4, kind: .word)]
        #expect(input.item(6..<12).bodyTokens.map(\.range) == [1..<2])
    }
}
