/// What matching knows of one message: its most telling terms, the places that its title names,
/// what it is about and who wrote it.
public struct MatterFeatures: Sendable, Equatable {
    /// ``MatterTerm``s, ascending.
    var terms: [UInt32]
    /// Hashes of the places that the title names, ascending.
    var places: [UInt32]
    /// Hashes of the regions that contain those places, or of the region field's where the title
    /// names none; ascending.
    var regions: [UInt32]
    /// ``MatterTopic``s, ascending.
    var topics: [UInt32]
    /// A part of the caller's hash, enough to tell callers apart; `nil` if unknown.
    var caller: UInt32?

    init(
        terms: [UInt32],
        places: [UInt32],
        regions: [UInt32],
        topics: [UInt32],
        caller: UInt32?
    ) {
        self.terms = terms
        self.places = places
        self.regions = regions
        self.topics = topics
        self.caller = caller
    }

    /// Reads features written by ``encoded``; `nil` if the bytes are not such.
    public init?(encoded bytes: [UInt8]) {
        var reader = NumberReader(bytes: bytes)
        guard let features = reader.features(), reader.isAtEnd else { return nil }
        self = features
    }

    /// The features as bytes, about four per term.
    public var encoded: [UInt8] {
        var writer = NumberWriter()
        writer.append(self)
        return writer.bytes
    }
}

extension NumberWriter {
    mutating func append(_ features: MatterFeatures) {
        append(ascending: features.terms)
        append(ascending: features.places)
        append(ascending: features.regions)
        append(ascending: features.topics)
        append(ascending: features.caller.map { [$0] } ?? [])
    }
}

extension NumberReader {
    mutating func features() -> MatterFeatures? {
        guard let terms = ascending(), let places = ascending(), let regions = ascending(),
            let topics = ascending(), let callers = ascending()
        else { return nil }
        return MatterFeatures(
            terms: terms,
            places: places,
            regions: regions,
            topics: topics,
            caller: callers.first
        )
    }
}
