extension Configuration {
    /// The tree of categories and when the classifier keeps silent.
    public struct Taxonomy: Sendable, Equatable, Encodable {
        /// None means the tree of the classifier model.
        public var file: ConfiguredPath?
        /// `from,to`: takes the model's categories to those of `file`; none means that these are used
        /// as they are.
        public var mapping: ConfiguredPath?
        /// Below this probability a message waits for a person (待人工): level 1 first; deeper
        /// levels without a value never abstain by themselves.
        public var abstainBelow: [Double] = [0.55]

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case file, mapping
            case abstainBelow = "abstain_below"
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            file = try keys[.file]?.unlessNull { try $0.path() }
            mapping = try keys[.mapping]?.unlessNull { try $0.path() }
            abstainBelow = try keys[.abstainBelow].map(Self.thresholds) ?? abstainBelow
        }

        /// One number for level 1, or a list with one number per level.
        private static func thresholds(_ value: YAMLValue) throws -> [Double] {
            guard value.isList else { return [try value.number(in: 0...1)] }
            let levels = try value.list { try $0.number(in: 0...1) }
            guard (1...4).contains(levels.count) else {
                throw value.wrongType(expected: "0 到 1 之间的数，或逐级的 1 至 4 个数")
            }
            return levels
        }
    }
}
