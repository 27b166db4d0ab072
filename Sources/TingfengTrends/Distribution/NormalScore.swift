internal import Glibc

/// Conversions between upper-tail probabilities and normal scores (2.33 is 1 %).
public enum NormalScore {
    /// The probability that a standard normal variable exceeds `z`, accurate in both tails.
    static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z * 0.707_106_781_186_547_5) }

    /// The normal score of an upper-tail probability.
    public static func score(upperTail: Double) -> Double { score(logUpperTail: log(upperTail)) }

    /// The normal score of an upper-tail probability given by its logarithm (≤ 0).
    ///
    /// Takes the logarithm so that tails beyond 1e-308 keep their order. Wichura's AS 241
    /// (PPND16) to 1e-300, its outermost branch fed with the logarithm.
    static func score(logUpperTail: Double) -> Double {
        let p = exp(logUpperTail)
        let q = 0.5 - p
        if abs(q) <= 0.425 {
            let r = 0.180625 - q * q
            return q * ratio(r, centralNumerator, centralDenominator)
        }
        let logTail = q > 0 ? logUpperTail : log1p(-p)
        guard logTail.isFinite else { return q > 0 ? 40 : -40 }
        let size = tailScore(logTail)
        return q > 0 ? size : -size
    }

    private static func tailScore(_ logTail: Double) -> Double {
        let r = (-logTail).squareRoot()
        if r <= 5 { return ratio(r - 1.6, middleNumerator, middleDenominator) }
        if r <= 26 { return ratio(r - 5, farNumerator, farDenominator) }
        // Beyond 1e-293: the asymptotic expansion of the tail, solved by iteration.
        var z = (-2 * logTail).squareRoot()
        for _ in 0..<4 {
            let inverse = 1 / (z * z)
            let tail = log(1 - inverse * (1 - inverse * (3 - 15 * inverse))) - log(z)
            z = (2 * (tail - logTail) - 1.837_877_066_409_345_3).squareRoot()
        }
        return z
    }

    private static func ratio(_ x: Double, _ top: Septic, _ bottom: Septic) -> Double {
        top.value(at: x) / bottom.value(at: x)
    }

    /// A polynomial of degree seven, constant term first.
    private struct Septic: Sendable {
        var c: (Double, Double, Double, Double, Double, Double, Double, Double)

        func value(at x: Double) -> Double {
            let high = ((c.7 * x + c.6) * x + c.5) * x + c.4
            return (((high * x + c.3) * x + c.2) * x + c.1) * x + c.0
        }
    }

    private static let centralNumerator = Septic(
        c: (
            3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
            1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
            3.3430575583588128105e4, 2.5090809287301226727e3
        )
    )
    private static let centralDenominator = Septic(
        c: (
            1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
            2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
            5.2264952788528545610e3
        )
    )
    private static let middleNumerator = Septic(
        c: (
            1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
            2.27238449892691845833e-2, 7.74545014278341407640e-4
        )
    )
    private static let middleDenominator = Septic(
        c: (
            1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
            1.05075007164441684324e-9
        )
    )
    private static let farNumerator = Septic(
        c: (
            6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
            2.71155556874348757815e-5, 2.01033439929228813265e-7
        )
    )
    private static let farDenominator = Septic(
        c: (
            1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
            2.04426310338993978564e-15
        )
    )
}
