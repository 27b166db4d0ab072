/// Weekly files of a city in which messages come late and change later on.
struct TestHistory {
    /// Rows of each week, in no order; every row says when it arrived.
    private(set) var files: [[TestRow]] = []
    /// The moment after the last arrival.
    let end: Int64

    static let week = 7 * TestCity.day

    init(weeks: Int, rows: Int, seed: UInt64) {
        var generator = MessageGenerator(seed: seed)
        var current: [String: TestRow] = [:]
        end = TestCity.start + Int64(weeks) * Self.week
        for week in 0..<Int64(weeks) {
            let from = TestCity.start + week * Self.week
            let window = from..<from + Self.week
            var file = (0..<rows).map { _ in Self.arriving(in: window, &generator) }
            file.append(Self.forgotten(in: window, &generator))
            for id in current.keys.sorted()
            where Int.random(in: 0..<8, using: &generator.random) == 0 {
                guard let old = current[id] else { continue }
                var row = generator.changed(old)
                row.arrivedAt = Int64.random(in: window, using: &generator.random)
                file.append(row)
            }
            for row in file { current[row.id] = row }
            files.append(file)
        }
    }

    /// Most messages arrive within two hours, every tenth up to three weeks late.
    private static func arriving(
        in window: Range<Int64>,
        _ generator: inout MessageGenerator
    ) -> TestRow {
        let arrived = Int64.random(in: window, using: &generator.random)
        let isLate = Int.random(in: 0..<10, using: &generator.random) == 0
        let delay = Int64.random(in: 0..<(isLate ? 3 * week : 7_200), using: &generator.random)
        var row = generator.row(at: arrived - delay)
        row.arrivedAt = arrived
        return row
    }

    /// A message older than all before it, found in a drawer.
    private static func forgotten(
        in window: Range<Int64>,
        _ generator: inout MessageGenerator
    ) -> TestRow {
        let age = window.upperBound - TestCity.start
        var row = generator.row(at: TestCity.start - 5 * age)
        row.arrivedAt = Int64.random(in: window, using: &generator.random)
        return row
    }

    /// Takes all files in, each at the end of its week, leaving out what arrives after `moment`.
    func ingest(into city: inout TestCity, until moment: Int64 = .max) async throws {
        for (week, file) in files.enumerated() {
            city.now = TestCity.start + Int64(week + 1) * Self.week
            try await city.add(file.filter { ($0.arrivedAt ?? 0) <= moment })
        }
    }
}
