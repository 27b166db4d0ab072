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

    init() {}

    /// A division is a word by itself, whatever the tokenizer made of it.
    func besideDivisions(_ values: [UInt16], _ index: Int, _ field: Range<Int>) -> PlaceWord {
        var word = self
        if PlaceSymbols.isDivision(values[index]) {
            word.begins = true
            word.ends = true
            word.kind = PlaceLexicon.divisionClass
        }
        if index > field.lowerBound, PlaceSymbols.isDivision(values[index - 1]) {
            word.begins = true
            word.before = PlaceLexicon.divisionClass
        }
        return word
    }
}
