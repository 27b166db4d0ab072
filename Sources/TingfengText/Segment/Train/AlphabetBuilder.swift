/// Numbers the characters of the training texts and makes the alphabet of a model: what each UTF-16
/// unit is to the engine, folded as ``CharacterTables`` say, so that full width, case and
/// traditional forms cost nothing at run time.
struct AlphabetBuilder {
    /// Entries by unit, then classes by symbol.
    private(set) var entries = [UInt16](repeating: ScanKind.foreign.entry(), count: 0x10000)
    private(set) var classes = [UInt8](
        repeating: SymbolClass.other.rawValue,
        count: SegmenterSymbol.limit
    )
    private let tables: CharacterTables

    /// Counts are by folded unit.
    init(tables: CharacterTables, counts: [Int]) {
        self.tables = tables
        let known = counts.indices.filter { counts[$0] > 0 }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }
            .prefix(SegmenterSymbol.limit - Int(SegmenterSymbol.firstCharacter))
        var symbols = [UInt16](repeating: 0, count: 0x10000)
        for (rank, unit) in known.enumerated() {
            symbols[unit] = SegmenterSymbol.firstCharacter + UInt16(rank)
        }
        for unit in UInt16.min...UInt16.max { place(unit, symbols) }
        setRunClasses()
    }

    /// The unit that stands for a unit: itself unless it folds to one other.
    static func folded(_ unit: UInt16, _ tables: CharacterTables) -> UInt16 {
        let action = tables.folds[Int(unit)]
        let isUnit =
            action < CharacterTables.Action.firstExpansion
            || (0xE000..<CharacterTables.Action.remove).contains(action)
        return isUnit ? action : unit
    }

    private mutating func place(_ unit: UInt16, _ symbols: [UInt16]) {
        let folded = Self.folded(unit, tables)
        let kind = scanKind(of: folded)
        let isKnown = symbols[Int(folded)] != 0
        var symbol = isKnown ? symbols[Int(folded)] : SegmenterSymbol.rareMark
        let characterClass = CharacterClass(rawValue: tables.classes[Int(folded)])
        if !isKnown, characterClass == .han { symbol = SegmenterSymbol.rareIdeograph }
        // An ellipsis alone is as much as two dots.
        if folded == 0x2026 { symbol = SegmenterSymbol.dots }
        let hasSymbol = kind.rawValue < ScanKind.blank.rawValue
        entries[Int(unit)] = kind.entry(hasSymbol ? symbol : 0)
        if hasSymbol, symbol >= SegmenterSymbol.firstCharacter {
            classes[Int(symbol)] = symbolClass(of: folded, characterClass).rawValue
        }
    }

    private func scanKind(of unit: UInt16) -> ScanKind {
        switch unit {
        case 0x2E, 0x2026: return .dot
        case 0x2014, 0x2500: return .dash
        default: break
        }
        switch CharacterClass(rawValue: tables.classes[Int(unit)]) {
        case .han, .punctuation: return .plain
        case .digit: return unit.isASCIIDigit ? .digit : .plain
        // Scripts from Hebrew on have rules of their own.
        case .letter: return unit < 0x590 ? .letter : .foreign
        case .blank: return .blank
        case .other: return UTF16.isSurrogate(unit) ? .foreign : .sign
        default: return .foreign
        }
    }

    private func symbolClass(of unit: UInt16, _ kind: CharacterClass?) -> SymbolClass {
        if SymbolClass.numerals.contains(unit) { return .numeral }
        if SymbolClass.timeUnits.contains(unit) { return .timeUnit }
        switch kind {
        case .han: return .ideograph
        case .punctuation: return .mark
        case .letter: return .letters
        case .digit: return .digits
        default: return .other
        }
    }

    private mutating func setRunClasses() {
        classes[Int(SegmenterSymbol.edge)] = SymbolClass.edge.rawValue
        classes[Int(SegmenterSymbol.rareIdeograph)] = SymbolClass.ideograph.rawValue
        classes[Int(SegmenterSymbol.rareMark)] = SymbolClass.mark.rawValue
        for symbol in SegmenterSymbol.oneDigit...SegmenterSymbol.year {
            classes[Int(symbol)] = SymbolClass.digits.rawValue
        }
        for symbol in SegmenterSymbol.twoLetters...SegmenterSymbol.manyLetters {
            classes[Int(symbol)] = SymbolClass.letters.rawValue
        }
        classes[Int(SegmenterSymbol.dots)] = SymbolClass.mark.rawValue
        classes[Int(SegmenterSymbol.dashes)] = SymbolClass.mark.rawValue
    }
}
