import Foundation
import Testing

@testable import TingfengLabels

@Suite struct ExponentialTests {
    @Test func `four at once are what the C library says of each, rounded`() {
        for step in stride(from: 0, to: 30_000, by: 4) {
            let values = SIMD4<Float>(
                -Float(step) / 300,
                -Float(step + 1) / 300,
                -Float(step) / 7e4,
                -Float(step * step)
            )
            let found = exponentials(values)
            for lane in 0..<4 {
                let expected = Float(exp(Double(values[lane])))
                #expect(abs(found[lane] - expected) <= expected.ulp, "\(values[lane])")
            }
        }
    }
}
