#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How often each string of a stream occurs, for strings that occur often enough.
struct StringCounts {
    private var counts: [UInt64: Int32] = [:]
    private let total: Double

    init(_ suffixes: SortedSuffixes, _ units: [UInt16], minCount: Int) {
        total = Double(suffixes.positions.count)
        for length in 1..<suffixes.length {
            suffixes.forEachGroup(length: length, minCount: minCount) { group in
                let start = Int(suffixes.positions[group.lowerBound])
                counts[Self.key(units[start..<start + length])] = Int32(group.count)
            }
        }
    }

    /// The smallest pointwise mutual information of two parts over all ways to part a word.
    func cohesion(of word: ArraySlice<UInt16>, count: Int) -> Double {
        var least = Double.infinity
        for cut in (word.startIndex + 1)..<word.endIndex {
            let parts = self[word[..<cut]] * self[word[cut...]]
            least = min(least, log(Double(count) * total / parts))
        }
        return least
    }

    private subscript(word: ArraySlice<UInt16>) -> Double {
        Double(counts[Self.key(word)] ?? 1)
    }

    /// FNV-1a over the units; two strings of a stream share one with a chance below 1 in 10^8.
    static func key(_ word: ArraySlice<UInt16>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { key, unit in
            ((key ^ UInt64(unit & 0xFF)) &* 0x100_0000_01B3 ^ UInt64(unit >> 8))
                &* 0x100_0000_01B3
        }
    }
}
