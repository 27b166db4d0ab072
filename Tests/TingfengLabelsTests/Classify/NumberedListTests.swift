import Testing
import TingfengLabels

@Suite struct NumberedListTests {
    private func items(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return NumberedList.items(of: text).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        ("一、", "二、"), ("（一）", "（二）"), ("1.", "2."), ("1、", "2、"), ("(1)", "(2)"), ("①", "②"),
        ("第一，", "第二，"), ("1）", "2）"),
    ])
    func `every way of numbering is read`(first: String, second: String) {
        let parts = ["\(first)楼下夜市噪音扰民到凌晨。", "\(second)小区门口路灯坏了三个月。"]
        #expect(items("反映两件事：" + parts.joined()) == parts)
    }

    @Test func `a mark at the very end begins an empty item`() {
        #expect(items("1.楼下夜市噪音扰民到凌晨。2.").count == 2)
        #expect(items("①楼下夜市噪音扰民到凌晨。②").count == 2)
        #expect(items("一、楼下夜市噪音扰民到凌晨。二").isEmpty)
        #expect(items("1、楼下夜市噪音扰民到凌晨。2").isEmpty)
    }

    @Test func `numbers that count nothing are no list`() {
        #expect(items("2019年1.5米宽的路，2.5米深的坑，一直没有人来修理。").isEmpty)
        #expect(items("1、只有一条内容的信件，没有第二条。").isEmpty)
        #expect(items("电话1、2、3都打不通。").isEmpty)
        #expect(items("").isEmpty)
    }

    @Test func `the numbering that begins first is the list`() {
        let text = "一、路灯坏了没有人修理：1、东边的三盏不亮；2、西边的两盏不亮。二、公交车停运两个星期。"
        #expect(items(text).map { $0.prefix(2) } == ["一、", "二、"])
    }
}
