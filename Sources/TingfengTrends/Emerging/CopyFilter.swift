/// Knows copies: a text that the same caller sent within the week before, or that anybody sent where
/// it is too long to be the same by chance.
///
/// Always one week, so that a long background loses no more of its messages than a short window:
/// otherwise whatever people write in the same words would seem to rise.
struct CopyFilter {
    private var newest: [UInt64: Int64] = [:]

    /// Terms from which on equal texts of different callers are copies.
    private static let longEnough = 10

    /// Whether a message is the first of its kind; messages come in order of time.
    mutating func insert(_ document: TermDocument) -> Bool {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for term in document.terms { hash = Self.mixed(hash, UInt64(term)) }
        if document.terms.count < Self.longEnough { hash = Self.mixed(hash, document.caller) }
        let before = newest.updateValue(document.time, forKey: hash)
        return before.map { document.time - $0 > EmergingParameters.week } ?? true
    }

    private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let product = (hash ^ value) &* 0xD6E8_FEB8_6659_FD93
        return product ^ (product >> 32)
    }
}
