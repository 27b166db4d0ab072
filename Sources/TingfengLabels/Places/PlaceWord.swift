/// The word that a symbol belongs to: where the symbol stands in it, and what kinds of words meet.
struct PlaceWord {
    private static let edge: UInt8 = 15

    var begins = true
    var ends = true
    /// Length in units less one, at most 3.
    var length: UInt8 = 0
    var kind: UInt8 = 0
    /// Kinds of the words before and behind; 15 at the ends of the field.
    var before = edge
    var behind = edge
    /// Which words these are, as short hashes, and where in its word the symbol stands, at most 3.
    var key: UInt16 = 0
    var keyBefore: UInt16 = 0
    var keyBehind: UInt16 = 0
    var position: UInt8 = 0

    init() {}

    /// The short hash of a word.
    static func key(_ units: some Sequence<UInt16>) -> UInt16 {
        var hash = PlaceLexicon.seed
        for unit in units { hash = (hash ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
        return UInt16(truncatingIfNeeded: FeatureKeys.mix(hash)) | 1
    }

    /// A division is a word by itself, whatever the tokenizer made of it.
    func besideDivisions(_ values: [UInt16], _ index: Int, _ field: Range<Int>) -> PlaceWord {
        var word = self
        if PlaceSymbols.isDivision(values[index]) {
            word.begins = true
            word.ends = true
            word.kind = PlaceLexicon.divisionClass
            word.key = values[index]
        }
        if index > field.lowerBound, PlaceSymbols.isDivision(values[index - 1]) {
            word.begins = true
            word.before = PlaceLexicon.divisionClass
            word.keyBefore = values[index - 1]
        }
        return word
    }
}
