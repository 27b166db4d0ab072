import Foundation
import GRDB
import Testing
import Tingfeng
import TingfengLabels
import TingfengText

@testable import TingfengStore

/// A database in a folder of its own, filled with the shipped tables and models.
struct TestCity {
    let folder: TemporaryFolder
    let store: Store
    let reading: TextReading
    let analyzer: MessageAnalyzer
    /// What the clock says.
    var now: Int64 = TestCity.start + 400 * TestCity.day
    var options = IngestOptions()

    static let day: Int64 = 86_400
    static let hour: Int64 = 3_600
    /// Monday 2024-01-01 00:00 in Shanghai.
    static let start: Int64 = 1_704_038_400
    static let name = "江州市"

    /// A city that holds these messages at a moment.
    init(now: Int64, _ rows: [TestRow]) async throws {
        try self.init()
        self.now = now
        try await add(rows)
    }

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.file("city.db"))
        reading = try Self.reading()
        analyzer = MessageAnalyzer(
            reading: reading,
            classifier: try CategoryClassifier(
                contentsOf: "\(Package.root)/models/classifier.bin"
            ),
            regions: RegionFinder(tree: try Self.regions(), normalizer: reading.normalizer),
            termWeights: try TermWeights(contentsOf: "\(Package.root)/models/terms.bin"),
            places: try PlaceFinder(
                resources: Resources(option: Package.root, environment: [:])
            ),
            model: "classifier",
            key: try Self.key()
        )
    }

    static func reading() throws -> TextReading {
        try TextReading(resources: Resources(option: Package.root, environment: [:]))
    }

    static func key() throws -> HashKey {
        try #require(HashKey(bytes: Array(repeating: 7, count: 32)))
    }

    private static func regions() throws -> RegionTree {
        let city = Region(code: "360100", name: name)
        let districts = MessageGenerator.districts.enumerated().map { index, name in
            Region(code: "36010\(index + 1)", name: name, parent: "360100")
        }
        return try RegionTree(regions: [city] + districts)
    }

    static func readerOptions() throws -> ReaderOptions {
        var options = ReaderOptions()
        options.source = "12345"
        options.hashKey = try key()
        return options
    }

    // MARK: - Ingest

    var ingest: Ingest {
        ingest()
    }

    func ingest(progress: @escaping @Sendable (Int) -> Void = { _ in }) -> Ingest {
        let now = now
        return Ingest(
            store: store,
            analyzer: analyzer,
            options: options,
            clock: { now },
            progress: progress
        )
    }

    @discardableResult
    func add(_ rows: [TestRow]) async throws -> IngestReport {
        try await add(TestFile.csv(rows))
    }

    @discardableResult
    func add(_ bytes: [UInt8], name: String = "in.csv") async throws -> IngestReport {
        let path = try folder.write(name, bytes)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await ingest.run(file: path, reading: Self.readerOptions())
    }

    // MARK: - Questions

    func dump() throws -> LogicalDump {
        try LogicalDump(store)
    }

    func int(_ sql: String) throws -> Int {
        try store.read { db in try Int.fetchOne(db, sql: sql) } ?? 0
    }

    func found(_ query: String, asOf: Int64? = nil) throws -> [SearchHit] {
        var search = SearchQuery(try SearchSyntax(parsing: query))
        search.limit = 10_000
        return try store.search(search, reading, asOf: AsOf(time: asOf ?? now))
    }

    func count(_ query: String, asOf: Int64? = nil) throws -> Int {
        let search = SearchQuery(try SearchSyntax(parsing: query))
        return try store.count(search, reading, asOf: AsOf(time: asOf ?? now))
    }

    /// All messages as the ledger counts them.
    func counted(asOf: Int64? = nil) throws -> Int {
        let moment = asOf ?? now
        return try store.read { db in
            try CountLedger.hours(db, SeriesFilter(), in: 0..<Int64(1) << 40, asOf: moment)
                .reduce(0) { $0 + $1.messages }
        }
    }
}
