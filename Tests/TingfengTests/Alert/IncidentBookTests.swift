import Testing
import Tingfeng
import TingfengTrends

@Suite struct IncidentBookTests {
    private let start = Day(number: 20_000)

    private func alarm(
        _ offset: Int,
        _ observed: Int = 20,
        p: Double = 1e-6,
        provisional: Bool = false
    ) -> Alarm {
        Alarm(
            name: .rise,
            dimensions: SeriesDimensions(category: "供水"),
            day: start.advanced(by: offset),
            observed: observed,
            expected: 5,
            upper: 11,
            score: 5,
            p: p,
            q: p * 10,
            rank: 1,
            severity: .alert,
            isProvisional: provisional
        )
    }

    private func advance(_ book: inout IncidentBook, _ offset: Int, _ alarms: [Alarm])
        -> [IncidentChange]
    {
        book.advance(to: start.advanced(by: offset), alarms: alarms) { $0.dimensions.name }
    }

    @Test func `an alarm opens an incident and the next day continues it`() {
        var book = IncidentBook([])
        let opened = advance(&book, 0, [alarm(0)])
        let continued = advance(&book, 1, [alarm(1, 30, p: 1e-9)])
        #expect(opened.map(\.action) == [.opened])
        #expect(continued.map(\.action) == [.continued])
        #expect(continued.first?.incident.id == opened.first?.incident.id)
        #expect(continued.first?.incident.total == 50)
        #expect(continued.first?.incident.peak.observed == 30)
    }

    @Test func `the same day again changes nothing`() {
        var book = IncidentBook([])
        _ = advance(&book, 0, [alarm(0)])
        #expect(advance(&book, 0, [alarm(0)]).isEmpty)
    }

    @Test func `a resolved incident is not reopened by its own last day`() {
        var book = IncidentBook([])
        _ = advance(&book, 0, [alarm(0)])
        #expect(advance(&book, 4, []).map(\.action) == [.resolved])
        #expect(advance(&book, 0, [alarm(0)]).isEmpty)
    }

    @Test func `one quiet day does not resolve an incident`() {
        var book = IncidentBook([])
        _ = advance(&book, 0, [alarm(0)])
        #expect(advance(&book, 1, []).isEmpty)
        #expect(advance(&book, 2, [alarm(2)]).map(\.action) == [.continued])
    }

    @Test(arguments: [(7, IncidentChange.Action.reopened), (12, .opened)])
    func `a return within a week reopens, a later one is new`(
        offset: Int,
        action: IncidentChange.Action
    ) {
        var book = IncidentBook([])
        let first = advance(&book, 0, [alarm(0)])
        _ = advance(&book, 4, [])
        let changes = advance(&book, offset, [alarm(offset)])
        #expect(changes.map(\.action) == [action])
        #expect((changes.first?.incident.id == first.first?.incident.id) == (action == .reopened))
    }

    @Test func `a provisional day is confirmed once it has ended`() {
        var book = IncidentBook([])
        let early = advance(&book, 0, [alarm(0, 9, provisional: true)])
        let late = advance(&book, 0, [alarm(0, 20)])
        #expect(early.first?.incident.state == .provisional)
        #expect(late.map(\.action) == [.confirmed])
        #expect(late.first?.incident.total == 20)
    }

    @Test func `the id holds fingerprint and hour of the start`() {
        var book = IncidentBook([])
        let id = advance(&book, 0, [alarm(0)]).first?.incident.id
        #expect(id == "category=供水-2024100400")
    }
}
