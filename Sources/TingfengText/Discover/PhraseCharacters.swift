/// Characters that tell a phrase or a person's name from a word that is new.
enum PhraseCharacters {
    /// Words of the closed classes: a string with such a piece is a phrase (我|是|一名, 三|个|月).
    private static let function = Set(
        ("的了是不在有和与及或就都也还又很太更最没无未被把给让向从对为将于以其此该这那哪每各某我你他她它们您请要会能可"
            + "应想去来到过着得地个些次位名条件只多几半年月之据").utf16
    )
    /// Ends of place names: 马坡岭 is no person, though 马 is a surname.
    private static let placeEnds = Set("湾冲坪塘岭坝溪河桥路街巷镇村乡山坡洲港湖城苑园府铺江组垸屋咀嘴坳店厂站线区门井口".utf16)

    /// Whether one of the pieces that a word is cut into is a word of a closed class.
    static func isPhrase(_ word: ArraySlice<UInt16>, cuts: Int) -> Bool {
        guard cuts != 0 else { return false }
        var start = 0
        for end in 1...word.count where end == word.count || cuts & 1 << (end - 1) != 0 {
            if end - start == 1, function.contains(word[word.startIndex + start]) { return true }
            start = end
        }
        return false
    }

    /// Whether a word looks like a person's name, which nobody needs as a word and nobody should
    /// read in a list.
    static func isPerson(_ word: ArraySlice<UInt16>) -> Bool {
        guard word.count <= 3, let first = word.first, let last = word.last else { return false }
        return Surnames.sureness(of: UInt32(first)) == .clear && !placeEnds.contains(last)
    }
}
