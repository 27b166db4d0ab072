import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct SearchTests {
    @Test func `every two Han characters are found wherever they stand`() async throws {
        let corpus = try await SearchCorpus()
        var pairs: Set<String> = []
        for text in corpus.views.flatMap({ [$0.title, $0.body] }) {
            for (left, right) in zip(text, text.dropFirst())
            where SearchCorpus.isHan(left) && SearchCorpus.isHan(right) {
                pairs.insert("\(left)\(right)")
                pairs.insert("\(right)\(left)")
            }
        }
        #expect(pairs.count > 400)
        for pair in pairs.sorted() {
            #expect(try corpus.indexed(pair) == corpus.like(pair), "\(pair)")
        }
    }

    @Test func `every single Han character is found`() async throws {
        let corpus = try await SearchCorpus()
        let characters = Set(corpus.views.flatMap { $0.title + $0.body }.filter(SearchCorpus.isHan))
        for character in characters.sorted() {
            #expect(try corpus.indexed("\(character)") == corpus.like("\(character)"))
        }
    }

    @Test func `longer literals are found, however words were cut`() async throws {
        let corpus = try await SearchCorpus()
        var random = SeededGenerator(seed: 52)
        var tried = 0
        while tried < 500 {
            let runs = random.pick(corpus.views).body.split { !SearchCorpus.isHan($0) }
            guard let run = runs.filter({ $0.count > 2 }).randomElement(using: &random) else {
                continue
            }
            let start = Int.random(in: 0...run.count - 3, using: &random)
            let end = Int.random(in: start + 3...run.count, using: &random)
            let literal = String(Array(run)[start..<end])
            let found = try corpus.indexed(literal)
            #expect(!found.isEmpty)
            #expect(try found == corpus.like(literal), "\(literal)")
            tried += 1
        }
    }

    @Test(arguments: [
        ("a3区", ["H1", "H3"]), ("A3 区", ["H1", "H3"]), ("３０２路", ["H3"]), ("12345", ["H5"]),
        ("234", []), ("噪音扰民", ["H1"]), ("噪音 大", ["H1"]), ("𠮷", ["H6"]), ("祥里𠮷", []),
        ("wi-fi", ["H5"]), ("m2", ["H7"]), ("物业费", ["H8"]), ("水水水", ["H4"]),
    ])
    func `runs of letters and digits are found whole`(literal: String, ids: [String]) async throws {
        let corpus = try await SearchCorpus()
        let found = try corpus.city.found("\"\(literal)\"").map(\.id)
        #expect(found.filter { $0.hasPrefix("H") }.sorted() == ids)
    }

    @Test func `and, or and not are those of sets, the count is the length of the list`()
        async throws
    {
        let city = try await SearchCorpus().city
        let a = Set(try city.found("路灯").map(\.id))
        let b = Set(try city.found("没人修").map(\.id))
        let c = Set(try city.found("梧桐里").map(\.id))
        #expect(!a.isEmpty && !b.isEmpty && !c.isEmpty)
        let laws: [(String, Set<String>)] = [
            ("路灯 没人修", a.intersection(b)), ("路灯 OR 没人修", a.union(b)),
            ("路灯 -没人修", a.subtracting(b)), ("路灯 OR 没人修 梧桐里", a.union(b).intersection(c)),
            ("路灯 -没人修 -梧桐里", a.subtracting(b).subtracting(c)),
            ("梧桐里 路灯 OR 没人修", a.union(b).intersection(c)),
            ("-梧桐里 路灯 OR 没人修", a.union(b).subtracting(c)),
        ]
        for (query, ids) in laws {
            let found = try city.found(query).map(\.id)
            #expect(Set(found) == ids, "\(query)")
            #expect(found.count == ids.count)
            #expect(try city.count(query) == ids.count)
        }
    }

    @Test func `fields narrow a search, with words, without and with exclusions`() async throws {
        let city = try await SearchCorpus().city
        let all = Set(try city.found("category:城乡建设").map(\.id))
        let lamps = Set(try city.found("路灯").map(\.id))
        #expect(all.count > all.intersection(lamps).count)
        #expect(
            Set(try city.found("category:城乡建设 路灯").map(\.id)) == all.intersection(lamps)
        )
        #expect(
            Set(try city.found("category:城乡建设 -路灯").map(\.id)) == all.subtracting(lamps)
        )
        #expect(try city.count("category:城乡建设 -路灯") == all.subtracting(lamps).count)
        #expect(try city.found("id:H3").map(\.id) == ["H3"])
        #expect(try city.count("kind:投诉 unit:住建局") > 0)
        #expect(try city.count("category:没有这一类") == 0)
    }

    @Test func `a region is named by its path or its last part, never by a pattern`() async throws {
        let city = try await SearchCorpus().city
        #expect(try city.count("region:西塘区") > 0)
        #expect(try city.count("region:西塘区") == city.count("region:江州市/西塘区"))
        #expect(try city.count("region:%") == 0)
        #expect(try city.count("region:_塘区") == 0)
    }

    @Test func `exclusions may stand beside options, never alone`() throws {
        #expect(try SearchSyntax(parsing: "-路灯", mayBeEmpty: true).clauses.count == 1)
        #expect(throws: SearchError.onlyExclusions) { try SearchSyntax(parsing: "-路灯") }
    }

    @Test func `hits by time come newest first, page by page`() async throws {
        let city = try await SearchCorpus().city
        var search = SearchQuery(try SearchSyntax(parsing: "我住在"))
        search.order = .time
        search.limit = 1_000
        let asOf = AsOf(time: city.now)
        let all = try city.store.search(search, city.reading, asOf: asOf)
        #expect(all.count == 190)
        #expect(all.map(\.createdAt) == all.map(\.createdAt).sorted(by: >))
        search.limit = 7
        var paged: [String] = []
        for offset in stride(from: 0, to: all.count, by: 7) {
            search.offset = offset
            paged += try city.store.search(search, city.reading, asOf: asOf).map(\.id)
        }
        #expect(paged == all.map(\.id))
    }

    @Test func `a confidential message is counted, never quoted`() async throws {
        let city = try TestCity()
        let headers = ["id", "created_at", "title", "body", "是否保密"]
        let cells = [["W1", "2024-1-2 8:00", "举报仓库", "仓库半夜运货", "是"]]
        try await city.add(TestFile.csv(cells: cells, headers: headers))
        let hit = try #require(try city.found("仓库").first)
        #expect(hit.isConfidential)
        #expect(!(hit.title + hit.snippet).contains("仓库"))
        #expect(try city.count("仓库") == 1)
    }
}
