internal import Glibc

/// Natural logarithm of the gamma function for x > 0, relative error below 1e-13.
///
/// Stirling's series after a shift to x ≥ 10; `lgamma` of the C library writes a global.
func logGamma(_ x: Double) -> Double {
    var shifted = x
    var product = 1.0
    while shifted < 10 {
        product *= shifted
        shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    let series =
        inverse
        * (1.0 / 12 - square
            * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
    let stirling = (shifted - 0.5) * log(shifted) - shifted + 0.918_938_533_204_672_7 + series
    return product == 1 ? stirling : stirling - log(product)
}

/// Derivative of `logGamma`, x > 0.
func digamma(_ x: Double) -> Double {
    var shifted = x
    var sum = 0.0
    while shifted < 8 {
        sum -= 1 / shifted
        shifted += 1
    }
    let square = 1 / (shifted * shifted)
    let series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)))
    return sum + log(shifted) - 0.5 / shifted - series
}

/// Derivative of `digamma`, x > 0: the variance of the logarithm of a gamma variable.
func trigamma(_ x: Double) -> Double {
    var shifted = x
    var sum = 0.0
    while shifted < 8 {
        sum += 1 / (shifted * shifted)
        shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    return sum + inverse
        * (1 + inverse
            * (0.5 + inverse * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square / 30)))))
}

/// The shape of the gamma distribution whose logarithm has the given variance.
func inverseTrigamma(_ variance: Double) -> Double {
    if variance < 0.02 { return 1 / variance + 0.5 }
    var shape = variance > 4 ? 1 / variance.squareRoot() : 1 / variance + 0.5
    for _ in 0..<6 {
        // Newton on 1/trigamma, which is nearly linear and concave: it converges from any start.
        let value = trigamma(shape)
        let step = shape * 1e-4
        let slope = (trigamma(shape + step) - value) / step
        let change = value * (1 - value / variance) / slope
        shape = max(shape * 0.1, shape + change)
        if abs(change) < 1e-8 * shape { break }
    }
    return shape
}
