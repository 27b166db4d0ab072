import CFactors
import Foundation
import Testing

/// The loops in C against the same sums written plainly.
@Suite struct FactorLoopsTests {
    /// Numbers between -1 and 1, the same in every run.
    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
        }
    }

    @Test(arguments: [(8, 7), (20, 13), (112, 29)])
    func `every direction gets its product with the point`(rank: Int, count: Int) {
        let directions = numbers(rank * count, seed: 1)
        let point = numbers(rank, seed: 2)
        var scores = [Float](repeating: 0, count: count)
        factors_score(directions, Int32(rank), Int32(count), point, &scores)
        for row in 0..<count {
            let exact = (0..<rank).reduce(0.0) {
                $0 + Double(directions[row * rank + $1]) * Double(point[$1])
            }
            #expect(abs(Double(scores[row]) - exact) < 1e-5)
        }
    }

    @Test(arguments: [(8, 8), (20, 24), (112, 112), (112, 128)])
    func `rows add up in whole numbers`(rank: Int, stride: Int) {
        let rows = numbers(stride * 50, seed: 3).map { Int8($0 * 127) }
        let ids: [Int32] = (0..<40).map { $0 * 7 % 50 }
        let multiples: [Int16] = (0..<40).map { Int16(100 * $0 + 1) }
        var sums = [Int32](repeating: 5, count: rank)
        factors_add(
            rows,
            Int32(rank),
            Int32(stride),
            ids,
            multiples,
            Int32(ids.count),
            &sums
        )
        for place in 0..<rank {
            let exact = zip(ids, multiples).reduce(5) {
                $0 + Int(rows[Int($1.0) * stride + place]) * Int($1.1)
            }
            #expect(Int(sums[place]) == exact)
        }
    }

    @Test func `exponentials are those of the library to six digits`() {
        let logits = (0..<400).map { -Float($0) * 0.05 + 3 }
        var found = [Float](repeating: -1, count: logits.count)
        factors_exponentials(logits, Int32(logits.count), 3, &found)
        #expect(found[0] == 1)
        for (logit, number) in zip(logits, found) {
            let exact = logit - 3 < -16 ? 0 : exp(Double(logit - 3))
            #expect(abs(Double(number) - exact) <= 3e-7 * exact)
        }
    }

    @Test func `keys get their numbers, keys without number none`() {
        let keys = (1...500).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        var slots = [UInt64](repeating: 0, count: 2048)
        for (number, key) in keys.enumerated() where number % 2 == 0 {
            var place = Int(truncatingIfNeeded: key) & 2047
            while slots[place] != 0 { place = (place + 1) & 2047 }
            slots[place] = key & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
        }
        var filter = [UInt64](repeating: 0, count: Int(factors_filter_words))
        factors_fill_filter(slots, 2048, &filter)
        var likely = [UInt64](repeating: 0, count: keys.count + 1)
        var ids = [Int32](repeating: -1, count: keys.count + 1)
        let found = factors_find(slots, 2047, filter, keys, Int32(keys.count), &likely, &ids)
        #expect(Array(ids[..<Int(found)]) == stride(from: 0, to: 500, by: 2).map(Int32.init))
    }

    @Test func `counted features make a vector of the asked length`() {
        let weights = (0..<10).map { factors_weight(rarity: Float($0 + 1), step: 0.5) }
        let found: [Int32] = [3, 1, 3, 7, 3, 1]
        var counts = [UInt16](repeating: 0, count: 10)
        var ids = [Int32](repeating: -1, count: 20)
        let distinct = factors_count(found, 6, weights, &counts, &ids, 0)
        #expect(Array(ids[..<Int(distinct)]) == [3, 1, 7])
        var (values, scaled) = ([Float](repeating: 0, count: 20), [Float](repeating: 0, count: 20))
        let damped: [Float] = [0, 1, 1.5, 2]
        let largest = factors_weigh(
            weights,
            damped,
            4,
            2,
            &counts,
            ids,
            0,
            distinct,
            &values,
            &scaled
        )
        let raw: [Float] = [8, 3, 8]
        let length = (raw.map { $0 * $0 }.reduce(0, +)).squareRoot()
        for place in 0..<3 { #expect(abs(values[place] - 2 * raw[place] / length) < 1e-6) }
        #expect(largest == scaled[..<3].max())
        #expect(counts.allSatisfy { $0 == 0 })
        var multiples = [Int16](repeating: 0, count: 3)
        factors_round([0, 0.49, 2.5], 3, 1, &multiples)
        #expect(multiples == [0, 0, 3])
    }
}
