/// Anonymised divisions of the contest messages, as symbols: A市, A3区, K8县, L12市.
enum PlaceCodeReader {
    private static let cityUnit: UInt16 = 0x5E02
    private static let districtUnit: UInt16 = 0x533A
    private static let countyUnit: UInt16 = 0x53BF
    private static let longestNumber = 3

    static func read(
        _ units: UnsafeBufferPointer<UInt16>,
        at start: Int
    ) -> (symbol: UInt16, end: Int)? {
        guard PlaceSymbols.isLetter(units[start]) else { return nil }
        var index = start + 1
        while index < units.count, index - start <= longestNumber,
            PlaceSymbols.isDigit(units[index])
        { index += 1 }
        guard index < units.count else { return nil }
        let isNumbered = index > start + 1
        switch units[index] {
        case cityUnit: return (isNumbered ? PlaceSymbols.district : PlaceSymbols.city, index + 1)
        case districtUnit, countyUnit: return isNumbered ? (PlaceSymbols.district, index + 1) : nil
        default: return nil
        }
    }
}
