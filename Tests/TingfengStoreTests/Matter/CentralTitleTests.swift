import Testing

@testable import TingfengStore

@Suite struct CentralTitleTests {
    @Test func `the title that shares most with the others speaks for the matter`() {
        let titles = ["请管一管", "梧桐街路灯不亮", "梧桐街东段路灯不亮没人修", "路灯不亮"]
        let title = CentralTitle.choose(titles, isQuotable: [true, true, true, true])
        #expect(title == "梧桐街路灯不亮")
    }

    @Test func `a title that may not be quoted is never chosen`() {
        let titles = ["梧桐街路灯不亮", "梧桐街路灯不亮", "路灯"]
        #expect(CentralTitle.choose(titles, isQuotable: [false, false, true]) == "路灯")
        #expect(CentralTitle.choose(titles, isQuotable: [false, false, false]) == nil)
    }
}
