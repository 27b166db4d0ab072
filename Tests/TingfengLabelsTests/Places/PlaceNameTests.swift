import Testing

@testable import TingfengLabels

@Suite struct PlaceNameTests {
    private func name(_ text: String, division: String = "") -> PlaceName {
        PlaceName(units: Array((division + text).utf16), divisionLength: division.utf16.count)
    }

    @Test(arguments: ["桂花苑", "桂花苑小区", "桂花苑三期", "桂花苑13栋", "桂花苑小区2期5栋门口", "桂花苑(南区)"])
    func `ways to write an estate are one key`(text: String) {
        #expect(name(text).key == "桂花苑")
        #expect(name(text, division: "b3区").key == "桂花苑")
    }

    @Test func `the street before a name is no part of it`() {
        #expect(name("临湖街道桂花苑").key == "桂花苑")
        #expect(name("临湖街道").key == "临湖街道")
    }

    @Test func `a name that could be anywhere keeps its division`() {
        #expect(name("三中", division: "b3区").key == "b3区三中")
        #expect(name("人民医院", division: "b3区").key != name("人民医院", division: "b4区").key)
    }

    @Test func `numbers inside a name stay`() {
        #expect(name("6号线柳树站").key == "6号线柳树站")
        #expect(name("柳树路188号").key == "柳树路")
    }
}
