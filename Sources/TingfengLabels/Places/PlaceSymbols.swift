import TingfengText

/// A message as the place tagger reads it: title, break, body in one row of symbols.
///
/// A symbol is a UTF-16 unit of the normalised view, but the name of a division (A3区, 朝阳区), a run
/// of digits and a run of Latin letters are one symbol each, so that what is learned about one holds
/// for all; blanks leave none.
struct PlaceSymbols {
    /// A province, a city, a district or county, whatever its name.
    static let province: UInt16 = 0xE000
    static let city: UInt16 = 0xE001
    static let district: UInt16 = 0xE002
    /// Digit runs of one, two, and more digits.
    static let digits: UInt16 = 0xE010
    static let latin: UInt16 = 0xE020
    /// Between title and body.
    static let fieldBreak: UInt16 = 0xE030

    private(set) var values: [UInt16] = []
    /// First unit of each symbol in its field, and one past its last.
    private(set) var starts: [Int32] = []
    private(set) var ends: [Int32] = []
    /// Whether a street or township of the lexicon begins (bit 0), goes on (1) or ends (2) here.
    private(set) var streets: [UInt8] = []
    /// The word that each symbol belongs to.
    private(set) var words: [PlaceWord] = []
    /// Number of symbols of the title; the break stands at this index.
    private(set) var titleCount = 0

    init() {}

    /// Reads a string by itself; names of divisions that are no place codes stay as they are.
    init(_ units: [UInt16]) {
        append(NormalizedText(units: units, starts: []), .empty)
        titleCount = values.count
    }

    static func isDivision(_ symbol: UInt16) -> Bool { (province...district).contains(symbol) }

    /// Replaces the content by a message.
    mutating func read(_ message: ClassifierInput, _ lexicon: PlaceLexicon) {
        values.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        streets.removeAll(keepingCapacity: true)
        append(message.title, lexicon)
        titleCount = values.count
        append(Self.fieldBreak, 0..<0)
        append(message.body, lexicon)
        readWords(message, lexicon)
    }

    private mutating func readWords(_ message: ClassifierInput, _ lexicon: PlaceLexicon) {
        words.removeAll(keepingCapacity: true)
        appendWords(0..<titleCount, message.title, message.titleTokens, lexicon)
        words.append(PlaceWord())
        appendWords(titleCount + 1..<values.count, message.body, message.bodyTokens, lexicon)
    }

    private mutating func appendWords(
        _ range: Range<Int>,
        _ text: NormalizedText,
        _ tokens: [Token],
        _ lexicon: PlaceLexicon
    ) {
        let kinds = tokens.map { lexicon.wordClass(text.units, $0) }
        let keys = tokens.map { token in
            PlaceWord.key(text.units[Int(token.range.lowerBound)..<Int(token.range.upperBound)])
        }
        var token = 0
        for index in range {
            while token < tokens.count, tokens[token].range.upperBound <= starts[index] {
                token += 1
            }
            guard token < tokens.count else {
                words.append(PlaceWord())
                continue
            }
            var word = PlaceWord()
            word.begins = tokens[token].range.lowerBound >= starts[index]
            word.ends = tokens[token].range.upperBound <= ends[index]
            word.length = UInt8(min(tokens[token].range.count, 4) - 1)
            word.kind = kinds[token]
            word.key = keys[token]
            let position = Int(starts[index]) - Int(tokens[token].range.lowerBound)
            word.position = UInt8(min(max(position, 0), 3))
            if token > 0 {
                word.before = kinds[token - 1]
                word.keyBefore = keys[token - 1]
            }
            if token + 1 < kinds.count {
                word.behind = kinds[token + 1]
                word.keyBehind = keys[token + 1]
            }
            words.append(word.besideDivisions(values, index, range))
        }
    }

    /// The units of the field that a range of symbols covers.
    func units(of symbols: Range<Int>) -> Range<Int> {
        Int(starts[symbols.lowerBound])..<Int(ends[symbols.upperBound - 1])
    }

    /// How many units the divisions at the front of a range of symbols take.
    func divisionLength(of symbols: Range<Int>) -> Int {
        let first = Int(starts[symbols.lowerBound])
        var end = first
        for index in symbols.dropLast() {
            guard Self.isDivision(values[index]) else { break }
            end = Int(ends[index])
        }
        return end - first
    }

    /// The symbols that units of a field make up exactly; nil if they cut one.
    func symbols(ofUnits units: Range<Int>, inTitle: Bool) -> Range<Int>? {
        let field = inTitle ? 0..<titleCount : titleCount + 1..<values.count
        guard let lower = field.first(where: { Int(starts[$0]) >= units.lowerBound }),
            Int(starts[lower]) == units.lowerBound,
            let last = field.last(where: { Int(ends[$0]) <= units.upperBound }),
            Int(ends[last]) == units.upperBound, last >= lower
        else { return nil }
        return lower..<last + 1
    }

    private mutating func append(_ symbol: UInt16, _ units: Range<Int>) {
        values.append(symbol)
        starts.append(Int32(units.lowerBound))
        ends.append(Int32(units.upperBound))
        streets.append(0)
    }

    private mutating func append(_ text: NormalizedText, _ lexicon: PlaceLexicon) {
        text.units.withUnsafeBufferPointer { units in
            var index = 0
            while index < units.count {
                let end = appendRun(units, at: index)
                index = end ?? appendUnit(units, at: index, lexicon)
            }
        }
    }

    /// Appends a place code, digits or letters; returns where they end.
    private mutating func appendRun(_ units: UnsafeBufferPointer<UInt16>, at start: Int) -> Int? {
        let unit = units[start]
        if unit == 0x20 { return start + 1 }
        guard unit < 0x80 else { return nil }
        if let code = PlaceCodeReader.read(units, at: start) {
            append(code.symbol, start..<code.end)
            return code.end
        }
        var end = start + 1
        if Self.isDigit(unit) {
            while end < units.count, Self.isDigit(units[end]) { end += 1 }
            append(Self.digits + UInt16(min(end - start, 3)), start..<end)
        } else if Self.isLetter(unit) {
            while end < units.count, Self.isLetter(units[end]) { end += 1 }
            append(Self.latin, start..<end)
        } else {
            append(unit, start..<end)
        }
        return end
    }

    /// Appends one unit and folds the division that ends with it.
    private mutating func appendUnit(
        _ units: UnsafeBufferPointer<UInt16>,
        at index: Int,
        _ lexicon: PlaceLexicon
    ) -> Int {
        append(units[index], index..<index + 1)
        guard let name = lexicon.nameEnding(at: values.count, values) else { return index + 1 }
        let first = values.count - name.length
        switch name.level {
        case .street:
            streets[first] |= 1
            for place in first + 1..<values.count { streets[place] |= 2 }
            streets[values.count - 1] |= 4
        case .province, .city, .district:
            values[first] = name.level.symbol
            ends[first] = Int32(index + 1)
            let surplus = name.length - 1
            values.removeLast(surplus)
            starts.removeLast(surplus)
            ends.removeLast(surplus)
            streets.removeLast(surplus)
        }
        return index + 1
    }

    static func isBreak(_ symbol: UInt16) -> Bool {
        symbol < 0x3400 || symbol >= 0xFF00 || symbol == fieldBreak
    }

    static func isDigit(_ unit: UInt16) -> Bool { (0x30...0x39).contains(unit) }
    static func isLetter(_ unit: UInt16) -> Bool { (0x61...0x7A).contains(unit) }
}
