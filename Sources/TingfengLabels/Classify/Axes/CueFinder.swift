import TingfengText

/// Finds cue phrases in normalised text: one look at each pair of neighbouring units.
struct CueFinder: Sendable {
    /// A phrase where it stands.
    struct Hit {
        var cue: Int
        var units: Range<Int>
    }

    let cues: [Cue]
    private let phrases: [[UInt16]]
    /// The cues that share each phrase.
    private let cuesOfPhrase: [[Int]]
    /// Phrases by the hash of their first two units; longer ones first.
    private let starts: [[Int]]
    /// One bit for each of `starts` that has phrases: most places need no look into it.
    private let filter: [UInt64]
    private static let hashBits: UInt32 = 14
    /// The feature that the kinds of a cue share.
    private let keys: [UInt64]

    init(_ cues: [Cue]) {
        self.cues = cues
        let groups = Dictionary(grouping: cues.indices) { Array(cues[$0].phrase.utf16) }
        let phrases = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
        self.phrases = phrases
        cuesOfPhrase = phrases.map { groups[$0, default: []].sorted() }
        keys = cues.map { Self.key(of: $0) }
        var starts = [[Int]](repeating: [], count: 1 << Self.hashBits)
        var filter = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
        let order = phrases.indices.sorted { (phrases[$1].count, $0) < (phrases[$0].count, $1) }
        for index in order {
            let hash = Self.hash(phrases[index][0], phrases[index][1])
            starts[hash].append(index)
            filter[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        self.starts = starts
        self.filter = filter
    }

    /// Calls `body` with every cue of the longest phrase at each place; phrases do not overlap.
    func forEachHit(in text: NormalizedText, _ body: (Hit) -> Void) {
        guard !cues.isEmpty else { return }
        filter.withUnsafeBufferPointer { filter in
            text.units.withUnsafeBufferPointer { units in
                var place = 0
                while place + 1 < units.count {
                    let hash = Self.hash(units[place], units[place + 1])
                    guard filter[hash >> 6] & (1 << UInt64(hash & 63)) != 0,
                        let phrase = match(units, at: place, hash)
                    else {
                        place += 1
                        continue
                    }
                    let end = place + phrases[phrase].count
                    for cue in cuesOfPhrase[phrase] { body(Hit(cue: cue, units: place..<end)) }
                    place = end
                }
            }
        }
    }

    /// Appends the feature of each hit.
    func appendKeys(of text: NormalizedText, to keys: inout [UInt64]) {
        forEachHit(in: text) { keys.append(self.keys[$0.cue]) }
    }

    private func match(_ units: UnsafeBufferPointer<UInt16>, at place: Int, _ hash: Int) -> Int? {
        starts[hash].first { number in
            let phrase = phrases[number]
            return place + phrase.count <= units.count
                && phrase.indices.allSatisfy { phrase[$0] == units[place + $0] }
        }
    }

    @inline(__always)
    private static func hash(_ first: UInt16, _ second: UInt16) -> Int {
        let mixed = (UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1
        return Int(((mixed ^ mixed &>> 15) &* 0x85EB_CA6B) &>> (32 - hashBits))
    }

    private static func key(of cue: Cue) -> UInt64 {
        var hash = FeatureGroup.cues.seed
        for byte in "\(cue.axis.rawValue)/\(cue.value)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return FeatureKeys.mix(hash)
    }
}
