import Foundation

/// Damage that real texts carry: wrong characters, remnants of web forms, full-width digits.
struct TextWear {
    private let typos: [(right: String, wrong: String)]

    init(typos url: URL) throws {
        typos = try TableFile(url, columns: 2).rows.map { ($0.cells[0], $0.cells[1]) }
    }

    /// `keepsWords` forbids spelling errors; remnants and spaces only ever follow a comma or stop.
    func worn(
        _ text: String,
        isWeb: Bool,
        keepsWords: Bool,
        _ random: inout SplitMix64
    ) -> String {
        var text = text
        if !keepsWords, random.chance(0.13) { text = misspelt(text, &random) }
        if isWeb, random.chance(0.18) { text = withRemnants(text, &random) }
        if random.chance(0.04) { text = withStraySpaces(text, &random) }
        return text
    }

    /// Some input methods write ０－９; personal data included.
    func fullWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard "0"..."9" ~= scalar else { return scalar }
                    return Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                }
            )
        )
    }

    /// Replaces the commonest characters by their traditional forms.
    func traditional(_ text: String) -> String {
        String(text.map { Self.traditionalForms[$0] ?? $0 })
    }

    private static let traditionalForms = Dictionary(
        uniqueKeysWithValues: zip(
            "个们这电话车楼业没来时间问题为学会说对门厂产权钱给农开关边过还进远让听买卖东区长处",
            "個們這電話車樓業沒來時間問題為學會說對門廠產權錢給農開關邊過還進遠讓聽買賣東區長處"
        )
    )

    private func misspelt(_ text: String, _ random: inout SplitMix64) -> String {
        let usable = typos.filter { text.contains($0.right) }
        guard !usable.isEmpty else { return text }
        let typo = random.pick(usable)
        guard let range = text.range(of: typo.right) else { return text }
        return text.replacingCharacters(in: range, with: typo.wrong)
    }

    private func withRemnants(_ text: String, _ random: inout SplitMix64) -> String {
        let remnants = [
            "<br>", "<br/>", "&nbsp;&nbsp;", "\n", "\n\t\t\t\t\t", "</p><p>", "&nbsp;", "\r\n",
        ]
        let remnant = random.pick(remnants)
        let start =
            random.chance(0.5) ? random.pick(["\n\t\t\t\t\t", "&nbsp;&nbsp;", "<p>", "　　"]) : ""
        return start + text.replacingOccurrences(of: "。", with: "。\(remnant)")
    }

    private func withStraySpaces(_ text: String, _ random: inout SplitMix64) -> String {
        let space = random.pick([" ", "  ", "\t", "\u{3000}", "\u{A0}"])
        return text.replacingOccurrences(of: "，", with: "，\(space)")
    }
}
