internal import Glibc

/// The continued fraction K of the regularised incomplete beta function,
/// I_x(a, b) = xᵃ(1−x)ᵇ / (a B(a, b)) · K.
///
/// Modified Lentz (Press et al., Numerical Recipes §6.4). Converges in O(√max(a, b)) steps where
/// x < (a+1)/(a+b+2); callers take the other tail elsewhere.
func incompleteBetaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...20_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / bounded(1 + even * d)
        c = bounded(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / bounded(1 + odd * d)
        c = bounded(1 + odd / c)
        let factor = d * c
        fraction *= factor
        if abs(factor - 1) < 1e-12 { break }
    }
    return fraction
}

/// The regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
        logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)
    )
    return x < (a + 1) / (a + b + 2)
        ? front * incompleteBetaFraction(x, a, b) / a
        : 1 - front * incompleteBetaFraction(1 - x, b, a) / b
}
