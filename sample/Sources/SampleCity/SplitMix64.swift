/// A small random generator whose bytes never change between Swift releases or machines.
///
/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014). The helpers
/// below are our own because the standard library does not promise which bits `Int.random` uses.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Returns a number in `0..<n`.
    mutating func below(_ n: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(n)).high)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// Returns a number in `0..<1`.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }

    /// Returns the index of a weight, drawn in proportion to it.
    mutating func index(weights: [Double]) -> Int {
        var rest = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }

    /// Returns how many of `trials` succeed; plain arithmetic, so the same on every machine.
    mutating func binomial(trials: Int, probability: Double) -> Int {
        (0..<trials).reduce(0) { count, _ in count + (chance(probability) ? 1 : 0) }
    }
}
