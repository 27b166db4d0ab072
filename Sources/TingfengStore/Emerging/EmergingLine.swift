/// What emerges (苗头性问题), one line each.
public struct EmergingLine: Sendable {
    /// A message to read, masked as stored, cleaned for reading.
    public struct Quote: Sendable, Equatable {
        /// Id of the message in its source.
        public var id: String
        /// When the citizen wrote, in seconds since 1970.
        public var createdAt: Int64
        /// Title and the start of the body, parted by ｜.
        public var text: String
    }

    /// Place in the list from 1.
    public var rank: Int
    /// `source:id` of the first message; the same from run to run as long as that lies in a window.
    public var id: String
    /// The moment at which it is seen so, in seconds since 1970.
    public var asOf: Int64
    /// Time of the first message.
    public var first: Int64
    /// Time of the last message.
    public var last: Int64
    /// Length in seconds of the window in which it shows best.
    public var window: Int64
    /// Messages, copies left out.
    public var messages: Int
    /// Distinct callers.
    public var callers: Int
    /// Callers that the past leads to expect.
    public var expected: Double
    /// Messages of the twelve weeks before the longest window that contain a leading word.
    public var before: Int
    /// Score in normal units.
    public var z: Double
    /// False discovery rate at which it would be a finding.
    public var q: Double
    /// Words that tell these messages from others.
    public var words: [String]
    /// Messages to read, oldest first; confidential ones left out.
    public var quotes: [Quote]

    /// Row numbers of the messages, for telling whether a line was there before.
    var members: Set<Int64>
}
