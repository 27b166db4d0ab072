import GRDB
import Testing
import Tingfeng
import TingfengText

@testable import TingfengStore

/// 200 messages, and their normalised texts in an ordinary table: the index against LIKE.
struct SearchCorpus {
    let city: TestCity
    /// Normalised texts in the order of the messages.
    let views: [(title: String, body: String)]
    private let oracle: DatabaseQueue

    private static let handWritten = [
        ("建设北路 停水", "今早起整片停水，没水没法做饭。停水通知没见到！"),
        ("Ａ３區噪音擾民", "A3区工地<br/>&nbsp;噪音 大，B12栋也听得到"),
        ("", "路灯不亮。路灯、灯不亮、亮不起来"),
        ("咨询", "K8路、302路公交到A3区吗？A3 区的站牌写的是K 8"),
        ("水水水", "水水，水。水"),
        ("“三供一业”", "电话号码打不通：12345，没人接；Wi-Fi断了"),
        ("𠮷祥里小区", "𠮷祥里的𠮷字打不出来"),
        ("㎡怎么算", "100㎡还是100平方米，按m2收费吗"),
        ("物业\t费", "物业\n费涨了；物业费 涨 了 三成"),
        ("it's", "it's \"quoted\" 'single' -minus OR AND NOT NEAR(停 水) * ^"),
    ]

    init() async throws {
        city = try TestCity()
        var generator = MessageGenerator(seed: 51)
        var rows = generator.rows(190, in: TestCity.start..<TestCity.start + TestCity.day)
        for (index, text) in Self.handWritten.enumerated() {
            var row = TestRow(id: "H\(index)", createdAt: TestCity.start, body: text.1)
            row.title = text.0
            rows.append(row)
        }
        try await city.add(rows)
        let normalizer = city.reading.normalizer
        views = try city.store.read { db in
            try Row.fetchAll(db, sql: "SELECT title, body FROM message ORDER BY id").map { row in
                (
                    normalizer.normalize(row["title"]).string,
                    normalizer.normalize(row["body"]).string
                )
            }
        }
        oracle = try DatabaseQueue()
        try fillOracle()
    }

    private func fillOracle() throws {
        try oracle.write { db in
            try db.execute(sql: "CREATE TABLE t(id INTEGER PRIMARY KEY, title TEXT, body TEXT)")
            for view in views {
                try db.execute(
                    sql: "INSERT INTO t(title, body) VALUES (?, ?)",
                    arguments: [view.title, view.body]
                )
            }
        }
    }

    /// Messages that the index finds.
    func indexed(_ literal: String) throws -> Set<Int64> {
        let syntax = try SearchSyntax(parsing: "\"\(literal)\"")
        let match = try SearchExpression(syntax, city.reading).literal
        return try city.store.read { db in
            try Set(
                Int64.fetchAll(
                    db,
                    sql: "SELECT rowid FROM message_text WHERE message_text MATCH ?",
                    arguments: [match]
                )
            )
        }
    }

    /// Messages that LIKE finds.
    func like(_ literal: String) throws -> Set<Int64> {
        try oracle.read { db in
            try Set(
                Int64.fetchAll(
                    db,
                    sql: "SELECT id FROM t WHERE title LIKE :q OR body LIKE :q",
                    arguments: ["q": "%\(literal)%"]
                )
            )
        }
    }

    static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.properties.isIdeographic }
    }
}
