import Testing
import Tingfeng

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("停水", 4), ("A市B区", 6), ("ｱ", 1), ("Ａ", 2), ("，。", 4), ("…", 1),
        ("“”", 2), ("é", 1), ("e\u{301}", 1), ("각", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
        ("🚰", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("👍🏽", 2), ("❤️", 2), ("☎", 1), ("\u{200B}", 0),
        ("か\u{3099}", 2), ("ヴ", 2), ("\u{20000}", 2), ("㎡", 2), ("①", 1), ("─▇", 2),
        ("\u{3000}", 2),
    ])
    func `text takes the cells that terminals give it`(text: String, width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test(arguments: [
        ("停水三天", 8, "停水三天"), ("停水三天", 7, "停水三…"), ("停水三天", 6, "停水…"), ("停水", 1, "…"),
        ("停水", 0, ""), ("ab🚰c", 4, "ab…"), ("abc", 2, "a…"),
    ])
    func `shortened text fits and ends with an ellipsis`(text: String, width: Int, short: String) {
        #expect(shortened(text, toWidth: width) == short)
        #expect(displayWidth(short) <= width)
    }
}
