/// What emerges (苗头): messages of a window that have something in common that was not there before.
public struct EmergingTopic: Sendable {
    /// The messages by their ids, in order of time.
    public var messages: [Int64]
    /// Distinct callers among them.
    public var callers: Int
    /// Length of the window in which it shows best, in seconds.
    public var window: Int64
    /// Time of the first and of the last message, in seconds since 1970.
    public var first: Int64
    /// Time of the last message.
    public var last: Int64
    /// Callers that the past leads to expect to use a leading term in such a window.
    public var expected: Double
    /// Messages of the background that contain a leading term, once for each.
    public var before: Int
    /// Score in normal units.
    public var z: Double
    /// Probability of so many callers by chance, corrected for the number of windows and of terms that
    /// could have been put to the first.
    public var p: Double
    /// p corrected for the number of candidates; topics are the discoveries (Benjamini–Hochberg).
    public var q: Double
    /// z × log(1 + callers more than expected): what topics are ranked by.
    public var rank: Double
    /// Ids of the terms that tell these messages from others, most telling first.
    public var terms: [UInt64]
}
