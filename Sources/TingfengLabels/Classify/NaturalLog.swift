import Glibc

/// Natural logarithm, kept in one place so that the other files need no C library.
func naturalLog(_ value: Double) -> Double { log(value) }

/// Exponential function, see ``naturalLog(_:)``.
func exponential(_ value: Double) -> Double { exp(value) }
