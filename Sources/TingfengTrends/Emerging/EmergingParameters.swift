/// Settings of ``EmergingDetector``; the defaults serve every city.
public struct EmergingParameters: Sendable, Equatable {
    /// Lengths of the windows that end at the as-of, in seconds, ascending; the longest is also the
    /// guard that keeps an ongoing rise out of its own background.
    public var windows: [Int64] = [86_400, 7 * 86_400, 30 * 86_400]
    /// Weeks before the longest window that tell what is usual.
    public var backgroundWeeks = 12
    /// Messages that must stand behind a topic, copies not counted.
    public var leastMessages = 5
    /// Callers that must stand behind a topic.
    public var leastCallers = 3
    /// Messages of the shortest window that must share a term for it to be put together with others: five
    /// people may name one thing in words of which none stands in all five messages.
    public var leastShared = 3
    /// False discovery rate among the topics, over all candidates (Benjamini–Hochberg).
    public var falseDiscoveryRate = 0.4
    /// Cosine from which on two messages with a term in common are about one matter.
    ///
    /// On the development matters 95 % of pairs of the same matter lie above, 0.1 % of random ones.
    public var similarity = 0.06
    /// Messages with a term that are believed in before any is seen.
    public var priorCount = 0.5
    /// Messages among which they are believed to be; 1 % is usual of terms with that support.
    public var priorExposure = 50.0
    /// Weight, in bins, of the over-dispersion of all terms in that of one.
    public var dispersionWeight = 8.0
    /// A window of more messages is left out: in a large feed the short ones see enough.
    public var mostRecent = 100_000
    /// A longer background is thinned to every second, third … message.
    public var mostBackground = 25_000
    /// Terms that are counted at once, which bounds the memory.
    public var mostTerms = 2_000_000

    /// Makes the default settings.
    public init() {}

    /// Length of the longest window in seconds.
    public var longestWindow: Int64 { windows.last ?? 0 }
    /// Length of the background in seconds.
    public var background: Int64 { Int64(backgroundWeeks) * Self.week }

    static let week: Int64 = 7 * 86_400
}
