import TingfengText

/// Finds cue phrases in normalised text: one look at each pair of neighbouring units.
struct CueFinder: Sendable {
    /// A phrase where it stands.
    struct Hit {
        var cue: Int
        var units: Range<Int>
    }

    let cues: [Cue]
    /// The units of all phrases, one after another.
    private let units: [UInt16]
    /// Phrases by the hash of their first two units; longer ones first.
    private let phrases: [Phrase]
    /// Where the phrases of each hash begin, and where the last one's end.
    private let starts: [Int32]
    /// The cues that share each phrase.
    private let cuesOfPhrase: [[Int]]
    private static let hashBits: UInt32 = 14
    /// One bit for each hash of so many bits that a phrase has: few other pairs get past it.
    private let filter: [UInt64]
    private static let filterBits: UInt32 = 17
    /// The feature that the kinds of a cue share.
    private let keys: [UInt64]

    /// Where a phrase stands among the units.
    private struct Phrase {
        var start: Int32
        var length: Int32
    }

    init(_ cues: [Cue]) {
        self.cues = cues
        keys = cues.map { Self.key(of: $0) }
        let groups = Dictionary(grouping: cues.indices) { Array(cues[$0].phrase.utf16) }
        let order = groups.keys.map { (hash: Self.hash(Self.mixed($0[0], $0[1])), units: $0) }
            .sorted { left, right in
                (left.hash, right.units.count) == (right.hash, left.units.count)
                    ? left.units.lexicographicallyPrecedes(right.units)
                    : (left.hash, right.units.count) < (right.hash, left.units.count)
            }
        var units: [UInt16] = []
        var phrases: [Phrase] = []
        var starts = [Int32](repeating: 0, count: 1 << Self.hashBits + 1)
        var filter = [UInt64](repeating: 0, count: 1 << Self.filterBits / 64)
        for phrase in order {
            phrases.append(
                Phrase(start: Int32(units.count), length: Int32(phrase.units.count))
            )
            units += phrase.units
            starts[phrase.hash + 1] += 1
            let bit = Self.mixed(phrase.units[0], phrase.units[1]) >> (32 - Self.filterBits)
            filter[Int(bit / 64)] |= 1 << UInt64(bit % 64)
        }
        for hash in starts.indices.dropFirst() { starts[hash] += starts[hash - 1] }
        self.units = units
        self.phrases = phrases
        self.starts = starts
        self.filter = filter
        cuesOfPhrase = order.map { groups[$0.units, default: []].sorted() }
    }

    /// Calls `body` with every cue of the longest phrase at each place; phrases do not overlap.
    func forEachHit(in text: NormalizedText, _ body: (Hit) -> Void) {
        guard !cues.isEmpty else { return }
        filter.withUnsafeBufferPointer { filter in
            text.units.withUnsafeBufferPointer { text in
                var place = 0
                while place + 1 < text.count {
                    let mixed = Self.mixed(text[place], text[place + 1])
                    let bit = mixed >> (32 - Self.filterBits)
                    guard filter[Int(bit / 64)] >> UInt64(bit % 64) & 1 != 0,
                        let phrase = match(text, at: place, candidates(mixed))
                    else {
                        place += 1
                        continue
                    }
                    let end = place + Int(phrases[phrase].length)
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

    /// Returns the first of some phrases that stands at a place.
    private func match(
        _ text: UnsafeBufferPointer<UInt16>,
        at place: Int,
        _ candidates: Range<Int32>
    ) -> Int? {
        units.withUnsafeBufferPointer { units in
            for number in candidates {
                let phrase = phrases[Int(number)]
                let (start, length) = (Int(phrase.start), Int(phrase.length))
                guard place + length <= text.count else { continue }
                var same = 0
                while same < length, units[start + same] == text[place + same] { same += 1 }
                if same == length { return Int(number) }
            }
            return nil
        }
    }

    /// The phrases that share the hash of two units.
    private func candidates(_ mixed: UInt32) -> Range<Int32> {
        let hash = Self.hash(mixed)
        return starts[hash]..<starts[hash + 1]
    }

    @inline(__always)
    private static func hash(_ mixed: UInt32) -> Int { Int(mixed >> (32 - hashBits)) }

    /// Spreads the bits of two units; hashes are its upper ones.
    @inline(__always)
    private static func mixed(_ first: UInt16, _ second: UInt16) -> UInt32 {
        let product = (UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1
        return (product ^ product &>> 15) &* 0x85EB_CA6B
    }

    private static func key(of cue: Cue) -> UInt64 {
        var hash = FeatureGroup.cues.seed
        for byte in "\(cue.axis.rawValue)/\(cue.value)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return FeatureKeys.mix(hash)
    }
}
