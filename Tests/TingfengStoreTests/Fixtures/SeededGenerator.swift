import Foundation

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Returns one of the elements; the collection must not be empty.
    mutating func pick<C: Collection>(_ elements: C) -> C.Element {
        let distance = Int.random(in: 0..<elements.count, using: &self)
        return elements[elements.index(elements.startIndex, offsetBy: distance)]
    }

    /// Returns a number of the Poisson distribution (Knuth's product of uniforms).
    mutating func poisson(_ mean: Double) -> Int {
        var product = Double.random(in: 0..<1, using: &self)
        var count = 0
        let limit = exp(-mean)
        while product > limit {
            product *= Double.random(in: 0..<1, using: &self)
            count += 1
        }
        return count
    }
}
