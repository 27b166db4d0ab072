import Tingfeng
import Testing

@testable import TingfengServer

@Suite struct RateLimiterTests {
    private let start = ContinuousClock.now

    @Test func `a bucket holds one unit's requests and refills steadily`() throws {
        let limiter = RateLimiter()
        let rate = Rate(2, per: .minute)
        try limiter.take("a", rate: rate, now: start)
        try limiter.take("a", rate: rate, now: start)
        #expect(throws: ServerError.tooManyRequests(retryAfter: 30)) {
            try limiter.take("a", rate: rate, now: start)
        }
        #expect(throws: ServerError.tooManyRequests(retryAfter: 1)) {
            try limiter.take("a", rate: rate, now: start.advanced(by: .milliseconds(29_500)))
        }
        try limiter.take("a", rate: rate, now: start.advanced(by: .seconds(31)))
    }

    @Test func `a long rest grants no more than one unit's requests`() throws {
        let limiter = RateLimiter()
        let rate = Rate(2, per: .minute)
        let later = start.advanced(by: .seconds(86_400))
        try limiter.take("a", rate: rate, now: start)
        try limiter.take("a", rate: rate, now: later)
        try limiter.take("a", rate: rate, now: later)
        #expect(throws: ServerError.self) { try limiter.take("a", rate: rate, now: later) }
    }
}
