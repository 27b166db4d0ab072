import Testing

@testable import TingfengTrends

@Suite struct EmergingDetectorTests {
    /// Messages of a quiet city: words drawn from a few hundred, the frequent ones often.
    struct City {
        var random = SplitMix64(seed: 11)
        var documents: [TermDocument] = []
        static let asOf: Int64 = 200 * 86_400

        init(days: Int = 120, perDay: Int = 12) {
            for day in 0..<days {
                for _ in 0..<perDay {
                    let time = Self.asOf - Int64(day) * 86_400 - Int64(random.next(86_400))
                    add(time: time, terms: words(30))
                }
            }
        }

        mutating func words(_ count: Int) -> [UInt32] {
            (0..<count).map { _ in
                let rank = random.next(random.next(600) + 1)
                return Self.word(rank)
            }
        }

        static func word(_ number: Int) -> UInt32 { UInt32(number + 1) &* 0x9E37_79B1 | 1 }

        mutating func add(time: Int64, caller: UInt64? = nil, terms: [UInt32]) {
            let id = Int64(documents.count)
            let own = caller ?? UInt64(id) + 1_000
            documents.append(TermDocument(id: id, time: time, caller: own, terms: terms))
        }

        /// Adds messages of one new matter: six new words among others, each message in its own way.
        mutating func plant(_ messages: Int, callers: Int, hoursAgo: Int = 10) -> Set<Int64> {
            let first = documents.count
            for number in 0..<messages {
                let new = (0..<6).map { Self.word(10_000 + ($0 + number) % 6) }
                add(
                    time: Self.asOf - Int64(hoursAgo) * 3_600 + Int64(number) * 60,
                    caller: UInt64(number % callers) + 1,
                    terms: words(12) + [0] + new + [0] + words(6)
                )
            }
            return Set((first..<documents.count).map(Int64.init))
        }

        func topics(_ parameters: EmergingParameters = EmergingParameters()) -> [EmergingTopic] {
            var recent = RecentTerms(asOf: Self.asOf, parameters: parameters)
            let known = documents.filter { $0.time <= Self.asOf }
                .sorted { ($0.time, $0.id) < ($1.time, $1.id) }
            let start = Self.asOf - parameters.longestWindow
            for document in known where document.time > start { recent.add(document) }
            var background = TermBackground(TermIndex(recent))
            let range = background.range
            for document in known where document.time > range.after && document.time <= start {
                background.add(document)
            }
            return EmergingDetector().topics(background)
        }
    }

    @Test func `five messages of five callers about something new are one topic`() throws {
        var city = City()
        let planted = city.plant(5, callers: 5)
        let topics = city.topics()
        #expect(topics.count == 1)
        let topic = try #require(topics.first)
        #expect(Set(topic.messages) == planted)
        #expect(topic.callers == 5)
        #expect(topic.before == 0)
        #expect(topic.window == 86_400)
        #expect(topic.q < 0.01)
    }

    @Test(arguments: [(4, 1, 5), (3, 3, 0)])
    func `messages in words of their own count where most with the word are alike`(
        alike: Int,
        own: Int,
        found: Int
    ) {
        var city = City()
        let planted = city.plant(alike, callers: alike)
        for number in 0..<own {
            let words = (0..<40).map { City.word(30_000 + 100 * number + $0) }
            let time = City.asOf - Int64(number + 1) * 600
            city.add(time: time, terms: words + [0, City.word(10_000)])
        }
        let topics = city.topics()
        #expect((topics.first?.messages.count ?? 0) == found)
        #expect(found == 0 || planted.isSubset(of: Set(topics.flatMap(\.messages))))
    }

    /// Adds messages each with some of the new words 0, 1 … among words of the city.
    private func worded(_ city: inout City, _ messages: [[Int]], hoursApart: Int = 1) -> Set<Int64>
    {
        let first = city.documents.count
        for (number, new) in messages.enumerated() {
            let terms = city.words(4) + new.flatMap { [0, City.word(10_000 + $0)] } + [0]
            let time = City.asOf - Int64(number * hoursApart) * 3_600 - 600
            city.add(time: time, terms: terms + city.words(4))
        }
        return Set((first..<city.documents.count).map(Int64.init))
    }

    @Test func `terms of three messages each are put together where they share messages`() throws {
        var city = City()
        let planted = worded(&city, [[0], [0, 1], [0, 1, 2], [1, 2], [2]])
        let topics = city.topics()
        #expect(topics.count == 1)
        let topic = try #require(topics.first)
        #expect(Set(topic.messages) == planted)
        #expect(topic.before == 0)
        #expect(topic.expected > 0.01)
        let new = (0...2).compactMap { TermID.word(City.word(10_000 + $0)) }
        #expect(Set(topic.terms.prefix(3)) == Set(new))
    }

    @Test func `terms of three messages each are no topic apart, or over days`() {
        var apart = City()
        _ = worded(&apart, [[0, 1], [0, 1], [0, 1], [2, 3], [2, 3], [2, 3]])
        #expect(apart.topics().isEmpty)
        var slow = City()
        _ = worded(&slow, [[0], [0, 1], [0, 1, 2], [1, 2], [2]], hoursApart: 20)
        #expect(slow.topics().isEmpty)
    }

    @Test func `an event of many terms counts as one discovery and lets little else in`() throws {
        var quiet = City()
        let weak = (0..<8).map { number -> Int64 in
            let daysAgo = number < 5 ? number * 12 / 20 : 20 + 3 * number
            let new = [City.word(40_000), City.word(40_001)]
            let time = City.asOf - Int64(daysAgo) * 86_400 - 600
            quiet.add(time: time, terms: quiet.words(12) + [0] + new + [0] + quiet.words(6))
            return Int64(quiet.documents.count - 1)
        }
        let alone = try #require(quiet.topics().first)
        var busy = quiet
        _ = busy.plant(8, callers: 8)
        let second = try #require(busy.topics().dropFirst().first)
        #expect(Set(second.messages).isSubset(of: weak))
        #expect(second.q > alone.q / 2)
    }

    @Test func `the telling terms are the new ones`() throws {
        var city = City()
        _ = city.plant(5, callers: 5)
        let topic = try #require(city.topics().first)
        let new = Set((0..<6).compactMap { TermID.word(City.word(10_000 + $0)) })
        #expect(Set(topic.terms.prefix(3)).isSubset(of: new.union(pairs())))
    }

    private func pairs() -> Set<UInt64> {
        Set(
            (0..<6).compactMap {
                TermID.pair(City.word(10_000 + $0), City.word(10_000 + ($0 + 1) % 6))
            }
        )
    }

    @Test func `a quiet city has no topic`() {
        #expect(City().topics().isEmpty)
    }

    @Test(arguments: [(4, 4), (6, 2)])
    func `too few messages or callers are no topic`(messages: Int, callers: Int) {
        var city = City()
        _ = city.plant(messages, callers: callers)
        #expect(city.topics().isEmpty)
    }

    @Test func `a word that rises in messages with nothing else in common is no topic`() {
        var city = City()
        for number in 0..<8 {
            var terms = city.words(30)
            terms[7] = City.word(20_000)
            city.add(time: City.asOf - Int64(number) * 3_000 - 60, terms: terms)
        }
        #expect(city.topics().isEmpty)
    }

    @Test func `copies of one text count once, whoever sends them`() {
        var city = City()
        let text = city.words(10) + (0..<6).map { City.word(10_000 + $0) }
        for number in 0..<20 {
            city.add(time: City.asOf - Int64(number) * 60, terms: text)
        }
        #expect(city.topics().isEmpty)
    }

    @Test func `what the weeks before knew as well is not new`() {
        var city = City()
        for day in 31..<110 { _ = city.plant(3, callers: 3, hoursAgo: day * 24) }
        _ = city.plant(5, callers: 5)
        #expect(city.topics().isEmpty)
    }

    @Test func `the order of messages of one second changes nothing`() throws {
        var city = City()
        _ = city.plant(6, callers: 5)
        var turned = city
        turned.documents.reverse()
        #expect(city.topics().map(\.messages) == turned.topics().map(\.messages))
        #expect(city.topics().map(\.q) == turned.topics().map(\.q))
    }

    @Test func `a window of too many messages is left out`() throws {
        var city = City()
        let planted = city.plant(5, callers: 5)
        var parameters = EmergingParameters()
        parameters.mostRecent = 100
        let topic = try #require(city.topics(parameters).first)
        #expect(Set(topic.messages) == planted)
    }

    @Test func `no history means no topic`() {
        var city = City(days: 20)
        _ = city.plant(5, callers: 5)
        #expect(city.topics().isEmpty)
    }
}

extension SplitMix64 {
    /// A number below `limit`.
    mutating func next(_ limit: Int) -> Int { Int(next() >> 1) % limit }
}
