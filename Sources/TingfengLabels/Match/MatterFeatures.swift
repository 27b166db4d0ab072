/// What matching knows of one message: its most telling terms with small weights, and its place.
public struct MatterFeatures: Sendable, Equatable {
    /// Ascending; `weights[i]` belongs to `terms[i]`.
    var terms: [UInt32]
    var weights: [UInt8]
    /// Hashes of the places that the title or the region field names, ascending.
    var places: [UInt32]

    init(terms: [UInt32], weights: [UInt8], places: [UInt32]) {
        self.terms = terms
        self.weights = weights
        self.places = places
    }

    /// Reads features written by ``encoded``; `nil` if the bytes are not such.
    public init?(encoded bytes: [UInt8]) {
        var reader = NumberReader(bytes: bytes)
        guard let terms = reader.ascending(), let places = reader.ascending(),
            let weights = reader.bytes(terms.count), reader.isAtEnd
        else { return nil }
        self.init(terms: terms, weights: weights, places: places)
    }

    /// The features as bytes, about three per term.
    public var encoded: [UInt8] {
        var writer = NumberWriter()
        writer.append(ascending: terms)
        writer.append(ascending: places)
        return writer.bytes + weights
    }

    /// Length of the weight vector.
    var length: Double {
        Double(weights.reduce(0) { $0 + Int($1) * Int($1) }).squareRoot()
    }
}
