import Testing

@testable import TingfengText

@Suite struct WordTreeTests {
    private typealias Found = [(value: UInt16, end: Int)]

    private func words(_ tree: WordTree, in units: [UInt16], limit: Int? = nil) -> Found {
        var found: Found = []
        units.withUnsafeBufferPointer {
            tree.forEachWord(in: $0, from: 0, limit: limit ?? units.count) { value, end in
                found.append((value, end))
            }
        }
        return found
    }

    @Test func `a tree holds its words and no others`() {
        var generator = SeededGenerator(seed: 7)
        var words: [[UInt16]: UInt16] = [:]
        var entries: [(units: [UInt16], value: UInt16)] = []
        for number in 0..<5_000 {
            let units = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                UInt16.random(in: 0x4E00...0x4E20, using: &generator)
            }
            entries.append((units, UInt16(number)))
            words[units] = UInt16(number)
        }
        let tree = WordTree(entries)
        for (units, value) in words { #expect(tree.value(of: units[...]) == value) }
        for (units, _) in words {
            let longer = units + [0x4E00]
            #expect(tree.value(of: longer[...]) == words[longer])
            #expect(tree.value(of: units.dropLast()) == words[Array(units.dropLast())])
        }
    }

    @Test(arguments: [1, 40, 3_000]) func `no word is missed where it begins`(count: Int) {
        let words = RandomText.samples(count, seed: 21)
            .map { Array($0.utf16.prefix(5)) }.filter { !$0.isEmpty }
        let tree = WordTree(words.map { ($0, 0) })
        for word in words {
            // The word begins in the second block of 64 places.
            let text = Array(repeating: UInt16(0x4E00), count: 70) + word
            var candidates: [Int] = []
            text.withUnsafeBufferPointer { tree.forEachCandidate(in: $0) { candidates.append($0) } }
            #expect(candidates.contains(70))
            #expect(candidates == candidates.sorted())
        }
    }

    @Test func `few other places are taken for a beginning`() {
        var generator = SeededGenerator(seed: 22)
        func string() -> [UInt16] {
            (0..<3).map { _ in UInt16.random(in: 0x4E00...0x9FFF, using: &generator) }
        }
        let tree = WordTree((0..<10_000).map { _ in (string(), 0) })
        var candidates = 0
        for _ in 0..<10_000 {
            string().withUnsafeBufferPointer { units in
                tree.forEachCandidate(in: units) { _ in candidates += 1 }
            }
        }
        #expect(candidates < 400)
    }

    @Test func `words come the shortest first and end before the limit`() {
        let tree = WordTree([([1, 2, 3, 4, 5], 9), ([1, 2], 7), ([1, 2, 3], 8), ([1], 6)])
        #expect(words(tree, in: [1, 2, 3, 4, 5]).map(\.value) == [6, 7, 8, 9])
        #expect(words(tree, in: [1, 2, 3, 4, 5], limit: 4).map(\.end) == [1, 2, 3])
        #expect(words(tree, in: [1, 2, 3, 4, 6]).map(\.end) == [1, 2, 3])
    }

    @Test func `a zero is a unit as any other`() {
        let tree = WordTree([([1, 2], 7)])
        #expect(words(tree, in: [1, 2, 0]).map(\.end) == [2])
        #expect(words(tree, in: [0, 0, 0]).isEmpty)
        #expect(tree.value(of: [1, 2, 0]) == nil)
    }

    @Test func `an empty word is none`() {
        #expect(WordTree([([], 1)]).isEmpty)
        #expect(words(WordTree([]), in: [1, 2, 3]).isEmpty)
    }
}
