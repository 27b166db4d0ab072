/// What the messages of one matter have in common: the sum of their features.
struct MatterProfile: Sendable, Equatable {
    /// A full profile admits no new terms, it only goes on counting those it has.
    static let termLimit = 640

    /// Ascending; `sums[i]` belongs to `terms[i]`.
    private(set) var terms: [UInt32] = []
    private(set) var sums: [Int32] = []
    private(set) var messageCount = 0
    /// How many messages name each place, ascending by place.
    private(set) var places: [UInt32] = []
    private(set) var placeCounts: [Int32] = []
    private(set) var placedCount = 0
    private(set) var lastSeen: Int64 = 0
    /// Sum of the members' lengths, each rounded down.
    private var memberLengths: Int64 = 0
    private var length: Double = 0

    init() {}

    /// How far the members point the same way, 0...1.
    ///
    /// It is the length of their sum against the sum of their lengths. Cosine times coherence is the mean similarity to the members.
    var coherence: Double { memberLengths > 0 ? min(1, length / Double(memberLengths)) : 0 }

    /// Returns the cosine between the features of a message and the sum of the members'; for one
    /// member it is their similarity, and it grows as members agree on what the matter is.
    func cosine(with features: MatterFeatures, length other: Double) -> Double {
        guard length > 0, other > 0 else { return 0 }
        let product = features.terms.withUnsafeBufferPointer { asked in
            terms.withUnsafeBufferPointer { own in
                innerProduct(asked, features.weights, own)
            }
        }
        return Double(product) / (length * other)
    }

    /// The inner product over two ascending lists.
    private func innerProduct(
        _ asked: UnsafeBufferPointer<UInt32>,
        _ weights: [UInt8],
        _ own: UnsafeBufferPointer<UInt32>
    ) -> Int64 {
        var product: Int64 = 0
        var place = 0
        for index in asked.indices {
            let term = asked[index]
            while place < own.count, own[place] < term { place += 1 }
            if place == own.count { break }
            if own[place] == term { product += Int64(weights[index]) * Int64(sums[place]) }
        }
        return product
    }

    /// Returns the share of the members that name another place than the message, 0...1.
    func placeConflict(with features: MatterFeatures) -> Double {
        guard !features.places.isEmpty, placedCount > 0 else { return 0 }
        let agreeing = zip(places, placeCounts).reduce(Int32(0)) { most, item in
            features.places.contains(item.0) ? max(most, item.1) : most
        }
        return Double(max(0, placedCount - Int(agreeing))) / Double(messageCount)
    }

    /// Takes in a message; returns the terms that are new to the profile.
    mutating func add(_ features: MatterFeatures, at time: Int64) -> [UInt32] {
        var merged: [UInt32] = []
        var mergedSums: [Int32] = []
        var added: [UInt32] = []
        var room = Self.termLimit - terms.count
        var place = 0
        for (term, weight) in zip(features.terms, features.weights) {
            while place < terms.count, terms[place] < term {
                merged.append(terms[place])
                mergedSums.append(sums[place])
                place += 1
            }
            if place < terms.count, terms[place] == term {
                merged.append(term)
                mergedSums.append(sums[place] + Int32(weight))
                place += 1
            } else if room > 0 {
                merged.append(term)
                mergedSums.append(Int32(weight))
                added.append(term)
                room -= 1
            }
        }
        terms = merged + terms[place...]
        sums = mergedSums + sums[place...]
        count(features.places)
        messageCount += 1
        memberLengths += Int64(features.length)
        lastSeen = max(lastSeen, time)
        updateLength()
        return added
    }

    private mutating func count(_ named: [UInt32]) {
        if !named.isEmpty { placedCount += 1 }
        for name in named {
            let index = places.firstIndex { $0 >= name } ?? places.count
            if index < places.count, places[index] == name {
                placeCounts[index] += 1
            } else {
                places.insert(name, at: index)
                placeCounts.insert(1, at: index)
            }
        }
    }

    private mutating func updateLength() {
        length = Double(sums.reduce(Int64(0)) { $0 + Int64($1) * Int64($1) }).squareRoot()
    }
}

extension MatterProfile {
    /// The profile as bytes; what it learned is kept exactly.
    var encoded: [UInt8] {
        var writer = NumberWriter()
        writer.append(UInt64(messageCount))
        writer.append(UInt64(placedCount))
        writer.append(UInt64(bitPattern: lastSeen))
        writer.append(UInt64(memberLengths))
        writer.append(ascending: terms)
        for sum in sums { writer.append(UInt64(sum)) }
        writer.append(ascending: places)
        for count in placeCounts { writer.append(UInt64(count)) }
        return writer.bytes
    }

    init?(encoded bytes: [UInt8]) {
        var reader = NumberReader(bytes: bytes)
        guard let messages = reader.number(), let placed = reader.number(),
            let seen = reader.number(), let lengths = reader.number(),
            let terms = reader.ascending(),
            let sums = reader.counts(terms.count), let places = reader.ascending(),
            let counts = reader.counts(places.count), reader.isAtEnd
        else { return nil }
        messageCount = Int(truncatingIfNeeded: messages)
        placedCount = Int(truncatingIfNeeded: placed)
        lastSeen = Int64(bitPattern: seen)
        memberLengths = Int64(truncatingIfNeeded: lengths)
        self.terms = terms
        self.sums = sums
        self.places = places
        placeCounts = counts
        updateLength()
    }
}

extension NumberReader {
    fileprivate mutating func counts(_ count: Int) -> [Int32]? {
        var numbers: [Int32] = []
        for _ in 0..<count {
            guard let number = number(), number <= UInt64(Int32.max) else { return nil }
            numbers.append(Int32(number))
        }
        return numbers
    }
}
