import Testing
import Tingfeng

@testable import TingfengStore

@Suite struct ReadAheadTests {
    private static func rows(_ numbers: Range<Int>) -> [ReadRow] {
        numbers.map { number in
            let row = RejectedRow(
                file: "in.csv",
                row: number,
                byteOffset: nil,
                column: nil,
                reason: .malformed,
                detail: "",
                cells: [:]
            )
            return .rejected(row)
        }
    }

    /// Hands the rows back as they are until none is left.
    private static func work(_ source: ReadAhead) {
        while let part = source.take() {
            let rows = part.rows.compactMap { row -> AnalyzedRow? in
                if case .rejected(let row) = row { .rejected(row) } else { nil }
            }
            source.put(rows, number: part.number)
        }
    }

    private static func numbers(_ rows: [AnalyzedRow]) -> [Int] {
        rows.compactMap { row in if case .rejected(let row) = row { row.row } else { nil } }
    }

    private static func takeAll(_ source: ReadAhead) throws -> [Int] {
        var numbers: [Int] = []
        while let rows = try source.next() { numbers += Self.numbers(rows) }
        return numbers
    }

    @Test func `rows of several threads come in the order of the input`() throws {
        let source = ReadAhead(rows: Self.rows(0..<5_000))
        source.beginBatch(rows: .max, chunk: 7)
        let workers = (0..<4).map { _ in OwnThread.begin { Self.work(source) } }
        #expect(try Self.takeAll(source) == Array(0..<5_000))
        for worker in workers { try worker.wait() }
        #expect(source.isFinished)
    }

    @Test func `a batch takes as many rows as it may, the next goes on behind them`() throws {
        let source = ReadAhead(rows: Self.rows(0..<100))
        for batch in [0..<40, 40..<80, 80..<100] {
            source.beginBatch(rows: 40, chunk: 9)
            let worker = OwnThread.begin { Self.work(source) }
            #expect(try Self.takeAll(source) == Array(batch))
            try worker.wait()
        }
        #expect(source.isFinished)
    }

    @Test func `threads stop when the writer gives up`() throws {
        let source = ReadAhead(rows: Self.rows(0..<5_000))
        source.beginBatch(rows: .max, chunk: 7)
        let workers = (0..<3).map { _ in OwnThread.begin { Self.work(source) } }
        _ = try source.next()
        source.endBatch()
        for worker in workers { try worker.wait() }
        #expect(!source.isFinished)
    }

    @Test func `cancelling wakes a writer that waits`() throws {
        let source = ReadAhead(rows: Self.rows(0..<5_000))
        source.beginBatch(rows: .max, chunk: 7)
        let writer = OwnThread.begin { _ = try source.next() }
        source.cancel()
        #expect(throws: CancellationError.self) { try writer.wait() }
        #expect(throws: CancellationError.self) { try source.next() }
    }

    @Test func `what the input stumbles over comes behind all that was read`() throws {
        let folder = try TemporaryFolder()
        var generator = MessageGenerator(seed: 3)
        let rows = generator.rows(2_000, in: TestCity.start..<TestCity.start + TestCity.day)
        let packed = TestFile.gzip(TestFile.csv(rows))
        let path = try folder.write("in.csv.gz", packed.prefix(packed.count - 100_000))
        let source = ReadAhead(try MessageReader(path: path, options: ReaderOptions()))
        source.beginBatch(rows: .max, chunk: 50)
        let worker = OwnThread.begin {
            while let part = source.take() { source.put([], number: part.number) }
        }
        var parts = 0
        #expect(throws: (any Error).self) { while try source.next() != nil { parts += 1 } }
        #expect(parts > 0)
        try worker.wait()
    }
}
