import TingfengTrends

/// More callers in one matter than its past leads one to expect (事项聚集).
///
/// Distinct callers are counted over windows of several lengths that end on the judged day; the
/// expectation of a window is the Gamma-shrunk mean of the matter's own callers over the eight
/// windows before it, the prior being one window with `priorCallers` callers. The count is then
/// negative binomial. The least of the windows' p ranks matters; how often so small a one comes by
/// chance is for the calibration of the budget to find out.
public struct MatterBurst: Sendable, Equatable {
    /// One message of a matter.
    public struct Call: Sendable, Equatable {
        /// Local day it was said, by number.
        public var day: Int
        /// Who called; equal numbers are the same caller.
        public var caller: Int

        /// Makes a call.
        public init(day: Int, caller: Int) {
            self.day = day
            self.caller = caller
        }
    }

    /// Length of the window in days.
    public var window: Int
    /// Distinct callers in the window.
    public var callers: Int
    /// Messages in the window.
    public var messages: Int
    /// Callers that the windows before lead one to expect.
    public var expected: Double
    /// Variance of the callers over `expected`.
    public var ratio: Double
    /// Chance of so many callers in this window, 0…1.
    public var p: Double

    /// Days of the windows.
    public static let windows = [1, 3, 7, 28]
    /// Fewer callers are no burst.
    public static let leastCallers = 3
    /// Windows of the past that tell what to expect.
    static let pastWindows = 8
    /// Callers of a matter in a week in which it was heard of at all (real stream, 2019).
    static let priorCallers = 1.2

    /// Days before the judged one that the test looks at.
    public static var reach: Int { (windows.max() ?? 1) * (pastWindows + 1) }

    /// Judges a day by the calls up to its end; `nil` if the day has no call, or too few callers.
    ///
    /// - Parameters:
    ///   - calls: All calls of the matter in order of days.
    ///   - day: Number of the judged day.
    ///   - start: Number of the day on which the stream begins.
    public init?(_ calls: [Call], on day: Int, start: Int) {
        guard calls.contains(where: { $0.day == day }) else { return nil }
        let found = Self.windows.compactMap { Self.judge(calls, day, window: $0, start: start) }
        guard let best = found.min(by: { ($0.p, $0.window) < ($1.p, $1.window) }) else {
            return nil
        }
        self = best
    }

    /// The largest number of callers in the window whose p is above a limit.
    public func upper(p limit: Double) -> Double {
        var most = 0
        while law.upperTail(most + 1) > limit { most += 1 }
        return Double(most)
    }

    private var law: NegativeBinomial {
        NegativeBinomial(mean: expected, ratio: ratio)
    }

    private init(window: Int, callers: Int, messages: Int, expected: Double, ratio: Double) {
        self.window = window
        self.callers = callers
        self.messages = messages
        self.expected = expected
        self.ratio = ratio
        p = NegativeBinomial(mean: expected, ratio: ratio).upperTail(callers)
    }

    private static func judge(
        _ calls: [Call],
        _ day: Int,
        window: Int,
        start: Int
    ) -> MatterBurst? {
        let now = calls.filter { $0.day > day - window && $0.day <= day }
        let callers = Set(now.map(\.caller)).count
        guard callers >= leastCallers else { return nil }
        let past = max(0, min(pastWindows, (day - window - start + 1) / window))
        var own = 0
        for place in 1..<(past + 1) {
            let end = day - place * window
            own += Set(calls.filter { $0.day > end - window && $0.day <= end }.map(\.caller)).count
        }
        let rate = Double(past + 1)
        return MatterBurst(
            window: window,
            callers: callers,
            messages: now.count,
            expected: (Double(own) + priorCallers) / rate,
            ratio: 1 + 1 / rate
        )
    }
}
