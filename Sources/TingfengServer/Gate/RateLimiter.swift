import Synchronization
import Tingfeng

/// Limits how often one token may ask: a bucket per token that holds as many requests as the rate
/// grants in one unit of time and refills steadily.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    private let buckets = Mutex<[String: Bucket]>([:])

    /// Takes one request of `key`.
    ///
    /// - Throws: ``ServerError/tooManyRequests(retryAfter:)`` with the seconds until the next one.
    func take(_ key: String, rate: Rate, now: ContinuousClock.Instant) throws(ServerError) {
        let perSecond = rate.count / Double(rate.unit.seconds)
        let capacity = max(rate.count, 1)
        let missing = buckets.withLock { buckets -> Double in
            var bucket = buckets[key] ?? Bucket(tokens: capacity, at: now)
            let elapsed =
                Double(bucket.at.duration(to: now).components.attoseconds) / 1e18
                + Double(bucket.at.duration(to: now).components.seconds)
            bucket.tokens = min(capacity, bucket.tokens + max(elapsed, 0) * perSecond)
            bucket.at = now
            let missing = max(0, 1 - bucket.tokens)
            if missing == 0 { bucket.tokens -= 1 }
            buckets[key] = bucket
            return missing
        }
        guard missing == 0 else {
            throw .tooManyRequests(retryAfter: max(1, Int((missing / perSecond).rounded(.up))))
        }
    }
}
