public import TingfengText

/// Makes a ``PlaceLexicon`` of lists of names.
public struct PlaceLexiconBuilder {
    /// Divisions whose name is also a common word.
    private static let ambiguous: Set<String> = ["新城区", "老城区", "示范区", "开发区", "工业区"]

    private let normalizer: Normalizer
    /// Rarer words of the dictionary are names and phrases that mislead more than they tell.
    private static let leastFrequency = 20
    private var classes: [[UInt16]: UInt8] = [:]
    private var levels: [[UInt16]: PlaceLexicon.Level] = [:]

    /// An empty list; names are folded by the normalizer whose views will be searched.
    public init(normalizer: Normalizer) {
        self.normalizer = normalizer
    }

    /// Adds the column `name` of the tables of provinces, cities, areas and streets, in that order,
    /// the form of the project Administrative-divisions-of-China.
    ///
    /// A name of several levels keeps the highest.
    public mutating func add(
        provinces: String,
        cities: String,
        areas: String,
        streets: String
    ) {
        add(provinces, .province)
        add(cities, .city)
        add(areas, .district)
        add(streets, .street)
    }

    private mutating func add(_ table: String, _ level: PlaceLexicon.Level) {
        for row in CommaTable.rows(of: table).dropFirst() where row.count > 1 {
            let name = row[1]
            let units = normalizer.normalize(name).units
            guard (PlaceLexicon.shortestName...PlaceLexicon.longestName).contains(units.count),
                units.allSatisfy({ (0x3400..<0xE000).contains($0) }),
                !Self.ambiguous.contains(name)
            else { continue }
            if levels[units] == nil { levels[units] = level }
        }
    }

    /// Adds the words of a dictionary with lines `word frequency tag`, the form of jieba.
    public mutating func add(words dictionary: String) {
        for line in dictionary.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let frequency = Int(parts[1]), frequency >= Self.leastFrequency
            else { continue }
            let units = normalizer.normalize(String(parts[0])).units
            guard (1...PlaceLexicon.longestWord).contains(units.count) else { continue }
            classes[units] = Self.wordClass(ofTag: parts[2])
        }
    }

    private static func wordClass(ofTag tag: Substring) -> UInt8 {
        if tag == "ns" { return 10 }
        if tag.hasPrefix("nr") || tag.hasPrefix("nt") || tag.hasPrefix("nz") { return 11 }
        switch tag.first {
        case "n": return 1
        case "v": return 2
        case "a", "b", "z": return 3
        case "d": return 4
        case "p", "c", "u", "e", "y", "o": return 5
        case "r": return 6
        case "m", "q": return 7
        case "t": return 8
        case "f", "s": return 9
        case "i", "l", "j": return 12
        default: return 13
        }
    }

    /// Number of different names.
    public var count: Int { levels.count }

    /// Returns the bytes of the lexicon; equal for equal names.
    public func bytes() -> [UInt8] {
        var size = 1024
        while size < levels.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var ends: Set<UInt16> = []
        for (name, level) in levels.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let hash = name.reversed().reduce(PlaceLexicon.seed) {
                ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
            }
            var slot = PlaceLexicon.slot(hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = PlaceLexicon.fingerprint(hash) << 2 | level.rawValue
            ends.insert(name[name.count - 1])
        }
        var file = SectionFileWriter()
        file.append(slots)
        file.append(ends.sorted())
        file.append(wordSlots())
        return file.finish(magic: PlaceLexicon.magic)
    }

    private func wordSlots() -> [UInt32] {
        var size = 1024
        while size < classes.count * 3 / 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for (word, kind) in classes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let hash = word.reduce(PlaceLexicon.seed) {
                ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
            }
            var slot = PlaceLexicon.slot(hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = (PlaceLexicon.fingerprint(hash) >> 2) << 4 | UInt32(kind)
        }
        return slots
    }

    /// Writes the lexicon in one step.
    public func write(to path: String) throws(LabelsError) {
        try writeFile(bytes(), to: path)
    }
}
