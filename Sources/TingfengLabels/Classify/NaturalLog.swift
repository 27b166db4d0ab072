import Glibc

/// Natural logarithm, kept in one place so that the other files need no C library.
func naturalLog(_ value: Double) -> Double { log(value) }

/// Exponential function, see ``naturalLog(_:)``.
func exponential(_ value: Double) -> Double { exp(value) }

/// Exponentials of four numbers up to 0, each rounded once from double precision.
///
/// Without a call into the C library, whose last bits differ between its versions: x = k ln 2 + r, and the
/// power series of r, |r| ≤ 0.35, to its eleventh term (error below 10⁻¹⁴).
func exponentials(_ values: SIMD4<Float>) -> SIMD4<Float> {
    let lowest = SIMD4<Double>(repeating: -700)
    let wide = SIMD4<Double>(values)
    let x = wide.replacing(with: lowest, where: wide .< lowest)
    // Adding it rounds to a whole number, which then stands in the lowest bits.
    let rounding = SIMD4<Double>(repeating: 0x1.8p52)
    let shifted = x * 0x1.71547652b82fep0 + rounding
    let whole = shifted - rounding
    let rest = x - whole * 0x1.62e42fefa39efp-1
    var sum = SIMD4<Double>(repeating: 1 / 39_916_800)
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5_040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 1.0 / 2
    sum = sum * rest + 1.0
    sum = sum * rest + 1.0
    let power = unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &<< 52
    let scaled = unsafeBitCast(sum, to: SIMD4<UInt64>.self) &+ power
    return SIMD4<Float>(unsafeBitCast(scaled, to: SIMD4<Double>.self))
}
