import Testing

@testable import TingfengTrends

/// Reference values were computed with mpmath at 60 digits.
@Suite struct NegativeBinomialTests {
    @Test(arguments: [
        (0.0, 0.3, 1.2, -0.304527855375), (3, 0.3, 1.2, 2.53517280962),
        (12, 10, 1.5, 0.575206953888), (2, 10, 1.5, -2.52323172376),
        (0, 40, 1.1, -8.45575607465), (400, 150, 2.5, 9.59667032112),
        (60, 150, 2.5, -5.69081118772), (3000, 150, 2.5, 48.650129159),
        (100_000, 90_000, 30, 5.88323067766), (500, 2, 1.001, 66.408982833),
    ])
    func `the mid-p score is exact far into both tails`(
        count: Double,
        mean: Double,
        ratio: Double,
        expected: Double
    ) {
        let score = NegativeBinomial(mean: mean, ratio: ratio).midScore(count)
        #expect(abs(score - expected) < 1e-7 * max(1, abs(expected)))
    }

    @Test func `the score rises with the count, also where p is below 1e-300`() {
        let law = NegativeBinomial(mean: 12, ratio: 1.8)
        var last = -Double.infinity
        for count in stride(from: 0.0, through: 3000, by: 1) {
            let score = law.midScore(count)
            #expect(score > last && score.isFinite)
            last = score
        }
    }

    @Test(arguments: [0.01, 0.4, 3.0, 55, 4000, 2e6], [1.0, 1.3, 6.0])
    func `the largest count within a limit is the last one`(mean: Double, ratio: Double) {
        let law = NegativeBinomial(mean: mean, ratio: ratio)
        for limit in [-1.5, 0.0, 1.96, 2.33, 3.5] {
            let count = law.largestCount(within: limit)
            #expect(law.midScore(count + 1) > limit)
            if count >= 0 { #expect(law.midScore(count) <= limit) }
        }
    }
}

@Suite struct SpecialFunctionTests {
    @Test(arguments: [
        (0.1, 2.25271265173421, -10.4237549404, 101.433299151),
        (0.5, 0.5723649429247, -1.96351002602, 4.93480220054),
        (1.5, -0.120782237635245, 0.0364899739786, 0.934802200545),
        (3, 0.693147180559945, 0.922784335098, 0.394934066848),
        (25.3, 55.7461811835846, 3.21091138018, 0.0403171203413),
        (1e4, 82099.7174964424, 9.21029037114, 0.000100005000167),
    ])
    func `gamma functions`(x: Double, log: Double, first: Double, second: Double) {
        #expect(abs(logGamma(x) - log) < 1e-12 * max(1, abs(log)))
        #expect(abs(digamma(x) - first) < 1e-9)
        #expect(abs(trigamma(x) - second) < 1e-8 * max(1, second))
    }

    @Test(arguments: [1e-9, 1e-4, 0.0199, 0.0201, 0.3, 1, 4.1, 9, 50])
    func `the gamma shape has the asked log variance`(variance: Double) {
        #expect(abs(trigamma(inverseTrigamma(variance)) / variance - 1) < 2e-4)
    }

    @Test(arguments: [
        (0.2, 2.0, 3.0, 0.1808), (0.9, 0.5, 8, 0.99999999794254), (0.01, 100, 2, 1e-198),
        (0.5, 40, 41, 0.54446393938695),
    ])
    func `incomplete beta`(x: Double, a: Double, b: Double, expected: Double) {
        #expect(abs(incompleteBeta(x, a, b) / expected - 1) < 1e-10)
    }

    @Test(arguments: [
        (0.5, 0.0), (0.2, 0.841621233573), (0.01, 2.32634787404), (1e-10, 6.3613409024),
        (1e-30, 11.4640246884), (1e-200, 30.2055941796),
    ])
    func `normal scores and tails are inverse`(p: Double, z: Double) {
        #expect(abs(NormalScore.score(upperTail: p) - z) < 1e-9)
        #expect(abs(NormalScore.upperTail(z) / p - 1) < 1e-7)
        if p > 1e-15 { #expect(abs(NormalScore.score(upperTail: 1 - p) + z) < 1e-5) }
    }

    @Test func `scores go on beyond the smallest double`() {
        let tenth = 2.302585092994046
        #expect(abs(NormalScore.score(logUpperTail: -320 * tenth) - 38.2691250523) < 1e-6)
        #expect(abs(NormalScore.score(logUpperTail: -1000 * tenth) - 67.7856855966) < 1e-6)
    }
}
