import Testing
import TingfengText

@Suite struct NormalizerTests {
    let normalizer: Normalizer

    init() throws {
        normalizer = try TextFixtures.normalizer()
    }

    @Test(arguments: [
        ("ＡＢＣ１２３", "abc123"),
        ("Ａ３區", "a3区"),
        ("噪音擾民，請盡快處理後續", "噪音扰民,请尽快处理后续"),
        ("頭髮發展", "头发发展"),
        ("５００㎡", "500m2"),
        ("①②", "12"),
        ("等等…", "等等..."),
        ("ｶﾞｽ", "カ\u{3099}ス"),
        ("（试行）", "(试行)"),
        ("乾坤慰藉大阪", "乾坤慰藉大阪"),
        ("著名", "著名"),
        ("𝐀𝟏", "a1"),
        ("¼㍿", "¼㍿"),
        ("。、《》“”", "。、《》“”"),
    ]) func `width, case, compatibility and traditional characters are folded`(
        text: String,
        view: String
    ) {
        #expect(normalizer.normalize(text).string == view)
    }

    @Test(arguments: [
        ("  路灯 \t\r\n　\u{A0} 坏了  ", "路灯 坏了"),
        ("路灯\n坏了", "路灯 坏了"),
        ("路\u{200B}灯\u{FEFF}\u{202E}", "路灯"),
        ("路\u{AD}灯\u{7}", "路灯"),
        ("", ""),
        (" \n ", ""),
        ("路\u{2028}灯\u{85}亮", "路 灯 亮"),
    ]) func `blanks become one space and marks without width vanish`(text: String, view: String) {
        #expect(normalizer.normalize(text).string == view)
    }

    @Test(arguments: [
        ("路灯<br>坏了<BR/>两天<br />了", "路灯 坏了 两天 了"),
        ("<p style=\"text-indent:2em\">路灯</p><p>坏了</p>", "路灯 坏了"),
        ("路<b>灯</b><span class='x'>坏</span>了", "路灯坏了"),
        ("<style>p{color:red}</style>路灯<script>x<y</script>坏", "路灯 坏"),
        ("路<!--[if gte mso 9]> 无 <![endif]-->灯", "路灯"),
        ("<A市规划方案>公示", "<a市规划方案>公示"),
        ("3<5 & 6>4", "3<5 & 6>4"),
        ("路灯<br", "路灯<br"),
        ("a<b", "a<b"),
    ]) func `known tags leave the view and other angle brackets stay`(text: String, view: String) {
        #expect(normalizer.normalize(text).string == view)
    }

    @Test(arguments: [
        ("路灯&nbsp;&nbsp;坏了", "路灯 坏了"),
        ("路灯&nbsp坏了", "路灯 坏了"),
        ("&amp;nbsp;路灯&amp;amp;坏", "路灯&坏"),
        ("&#36335;&#x706F;&#12288;坏", "路灯 坏"),
        ("&ldquo;A&rdquo;&lt;b&gt;", "“a”<b>"),
        ("A&B 公司&开心", "a&b 公司&开心"),
        ("&#xD800;&#99999999;&#;", "&#xd800;&#99999999;&#;"),
    ]) func `character references are resolved`(text: String, view: String) {
        #expect(normalizer.normalize(text).string == view)
    }

    @Test func `the cleaned view keeps case, width and traditional characters`() {
        let text = "<p>Ａ３區&nbsp;噪音\t擾民，㎡…</p>"
        #expect(normalizer.cleanedView(text) == "Ａ３區 噪音 擾民，㎡…")
    }

    @Test func `each unit starts at the stored byte it came from`() {
        let view = normalizer.normalize("Ａ　<b>路</b>㎡𠮷")
        #expect(view.units == Array("a 路m2𠮷".utf16))
        #expect(view.starts == [0, 3, 9, 16, 16, 19, 19, 23])
    }

    @Test func `a raw view has every character as it is`() {
        let text = " Ａ\t<b>㎡𠮷\u{0} "
        let view = Normalizer.raw(text)
        #expect(view.units == Array(text.utf16))
        #expect(view.starts == [0, 1, 4, 5, 6, 7, 8, 11, 11, 15, 16, 17])
    }

    @Test func `offsets never decrease and end with the length of any text`() {
        for text in RandomText.samples(2_000, seed: 1) {
            for view in [normalizer.normalize(text), normalizer.clean(text), Normalizer.raw(text)] {
                #expect(view.starts.count == view.units.count + 1)
                #expect(zip(view.starts, view.starts.dropFirst()).allSatisfy { $0 <= $1 })
                #expect(view.starts.last == Int32(text.utf8.count))
            }
        }
    }

    @Test func `normalizing a view changes nothing more when it holds no markup`() {
        for text in RandomText.samples(2_000, seed: 2) {
            let view = normalizer.normalize(text).string
            guard !view.contains("<"), !view.contains("&") else { continue }
            #expect(normalizer.normalize(view).string == view)
        }
    }

    @Test func `the bytes of each character normalize to it again`() {
        for text in RandomText.samples(1_000, seed: 3) {
            let view = normalizer.normalize(text)
            let bytes = Array(text.utf8)
            for index in view.units.indices where view.units[index] != 0x20 {
                let range = view.byteRange(of: index..<(index + 1))
                let piece = normalizer.normalize(String(decoding: bytes[range], as: UTF8.self))
                #expect(piece.units.contains(view.units[index]))
            }
        }
    }

    @Test func `a view without markup is the views of its pieces joined`() {
        let pieces = ["Ａ３區", "㎡①", "噪音擾民", "𠮷𝐀", "…", "头\u{200B}发"]
        let joined = pieces.joined()
        let views = pieces.map { normalizer.normalize($0).units }
        #expect(normalizer.normalize(joined).units == views.flatMap { $0 })
    }

    @Test(arguments: [
        "<", "<b ", "<style>", "<!--", "&", "&amp;", "&#1", "<p>", " ", "\u{202E}", "㎡",
    ])
    func `a megabyte of one piece takes linear time`(piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure { _ = normalizer.normalize(text) }
        #expect(time < .seconds(20))
    }
}
