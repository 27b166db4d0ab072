import Testing

@testable import TingfengTrends

@Suite struct FrequentTermsTests {
    private func ids(_ terms: [UInt32]) -> Set<UInt64> {
        var ids: Set<UInt64> = []
        TermID.forEach(terms[...]) { ids.insert($0) }
        return ids
    }

    @Test func `a term counts once a message`() {
        var frequent = FrequentTerms(capacity: 1_000)
        frequent.add([3, 5, 3, 5][...])
        frequent.add([3, 0, 7][...])
        #expect(frequent.ids(inAtLeast: 2) == [TermID.word(3)].compactMap { $0 })
        #expect(Set(frequent.ids(inAtLeast: 1)) == ids([3, 5, 3, 5]).union(ids([3, 0, 7])))
    }

    @Test func `memory stays bounded and no frequent term is missed`() {
        var random = SplitMix64(seed: 5)
        var frequent = FrequentTerms(capacity: 2_000)
        var counts: [UInt64: Int] = [:]
        for _ in 0..<3_000 {
            let terms = (0..<20).map { _ in UInt32(random.next(random.next(50_000) + 1)) << 1 | 1 }
            frequent.add(terms[...])
            for id in ids(terms) { counts[id, default: 0] += 1 }
        }
        let found = Set(frequent.ids(inAtLeast: 1))
        #expect(found.count <= 2_000)
        #expect(frequent.floor > 0)
        for (id, count) in counts where count > Int(frequent.floor) {
            #expect(found.contains(id), "a term of \(count) messages")
        }
    }

    @Test func `a table finds what was put into it, and nothing else`() {
        var table = TermTable(capacity: 4)
        let known = (0..<500).map { TermID.pair(UInt32($0) + 1, 9) ?? 0 }
        for (place, id) in known.enumerated() { #expect(table.add(id) == Int32(place)) }
        for (place, id) in known.enumerated() { #expect(table.add(id) == Int32(place)) }
        #expect(table.place(of: TermID.pair(700, 9) ?? 0) == -1)
        #expect(table.count == 500)
    }
}
