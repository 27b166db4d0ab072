import GRDB
import Tingfeng
import TingfengTrends

/// Counts of a series in time, with what was expected and what is forecast.
public struct Trend: Sendable {
    /// Width of a point.
    public enum Bin: String, Sendable, CaseIterable {
        case hour = "h"
        case day = "d"
        case week = "w"
    }

    /// One bin.
    public struct Point: Sendable {
        /// Epoch seconds of the bin's start.
        public var start: Int64
        /// Messages counted; 0 in a forecast.
        public var messages: Int
        /// Messages that the past leads one to expect; `nil` before the stream begins.
        public var expected: Double?
        /// Lower end of the 95 % band around the expectation, in messages.
        public var lower: Double?
        /// Upper end of the 95 % band around the expectation, in messages.
        public var upper: Double?
        /// Whether the bin lies after the counted ones.
        public var isForecast = false
        /// The bin has not ended at the as-of.
        public var isPartial = false
    }

    /// What is counted, as it was asked for.
    public var name: String
    /// Width of the points.
    public var bin: Bin
    /// Bins in order of time, forecasts last.
    public var points: [Point]

    /// Messages of all points.
    public var total: Int { points.reduce(0) { $0 + $1.messages } }
}
