extension Configuration {
    /// How the files of one source (来源) are read, and how often they come.
    public struct Source: Sendable, Equatable, Encodable {
        /// The shipped tables of header aliases; the raw value is what the user writes.
        public enum Preset: String, Sendable, CaseIterable, Encodable {
            case hotline = "12345"
            case messageBoard = "lyb"
            case wenzheng
            case tipdmC = "tipdm-c"
            case open311
        }

        /// What makes two rows of a source the same message.
        public enum DedupKey: String, Sendable, CaseIterable, Encodable {
            case id
            /// For sources without identifiers of their own.
            case content
        }

        /// The word for `--source` and the `source` field of messages.
        public var name: String
        /// Table of header aliases; none means that the headers decide.
        public var preset: Preset?
        /// A column map of one's own, looked up before the preset.
        public var map: ConfiguredPath?
        /// What identifies a message of this source.
        public var dedupKey = DedupKey.id
        /// A source silent for longer than this raises the `feed-silent` alarm.
        public var expectEvery: TimeSpan?

        /// Creates a source with default settings.
        public init(name: String, preset: Preset? = nil) {
            self.name = name
            self.preset = preset
        }

        enum Key: String, CaseIterable {
            case preset, map
            case dedupKey = "dedup_key"
            case expectEvery = "expect_every"
        }

        init(name: String, _ value: YAMLValue) throws {
            self.init(name: name)
            guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || ",:=".contains($0) })
            else { throw value.bad("不含空格、逗号、冒号与等号的来源名") }
            let keys = try value.keys(Key.self)
            preset = try keys[.preset]?.unlessNull { try $0.choice() }
            map = try keys[.map]?.unlessNull { try $0.path() }
            dedupKey = try keys[.dedupKey]?.choice() ?? dedupKey
            expectEvery = try keys[.expectEvery]?.unlessNull { try $0.parsed() }
        }
    }
}
