import Testing

@testable import TingfengText

@Suite struct WordStartsTests {
    @Test(arguments: [1, 40, 3_000]) func `no word is missed where it begins`(count: Int) {
        let words = RandomText.samples(count, seed: 21).map { Array($0.utf16.prefix(5)) }
        var starts = WordStarts(wordCount: words.count)
        for word in words { starts.insert(word) }
        for word in words where !word.isEmpty {
            let text = [0x4E00] + word
            text.withUnsafeBufferPointer { units in
                #expect(starts.mayBegin(in: units, at: 1, limit: units.count))
            }
        }
    }

    @Test func `few other places are taken for a beginning`() {
        var generator = SeededGenerator(seed: 22)
        func string() -> [UInt16] {
            (0..<3).map { _ in UInt16.random(in: 0x4E00...0x9FFF, using: &generator) }
        }
        var starts = WordStarts(wordCount: 10_000)
        for _ in 0..<10_000 { starts.insert(string()) }
        let wrong = (0..<10_000).count { _ in
            string().withUnsafeBufferPointer { starts.mayBegin(in: $0, at: 0, limit: 3) }
        }
        #expect(wrong < 800)
    }

    @Test func `a word does not begin where the text ends before it`() {
        var starts = WordStarts(wordCount: 2)
        starts.insert([1, 2, 3])
        [UInt16(1), 2, 3].withUnsafeBufferPointer { units in
            #expect(starts.mayBegin(in: units, at: 0, limit: 3))
            #expect(!starts.mayBegin(in: units, at: 0, limit: 2))
        }
    }
}
