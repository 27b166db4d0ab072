/// Count series read from a CSV table with the columns `series_id,date,count`.
///
/// Other columns are ignored. All series are given the same span, from the earliest to the
/// latest date of the table, and missing bins are 0. Counts of one bin are added, so a table of
/// days can be read as weeks.
public struct CountTable: Sendable {
    /// The series, in the order in which they first appear.
    public let series: [CountSeries]

    /// Reads a table.
    ///
    /// Weeks start on Monday, unless all dates lie whole weeks apart: then on their day.
    /// - Throws: `TrendsError` with the line that is wrong.
    public init(csv: [UInt8], unit: BinUnit) throws(TrendsError) {
        let rows = try CountTable.readRows(csv)
        guard let earliest = rows.map(\.date.day).min() else {
            series = []
            return
        }
        let inStep = rows.allSatisfy { ($0.date.day.number - earliest.number) % 7 == 0 }
        let phase = inStep ? earliest.weekday : 0
        let bins = rows.map { CountTable.bin(of: $0.date, unit: unit, weekStart: phase) }
        series = try CountTable.collect(rows, bins: bins)
    }

    private struct Row {
        var key: String
        var date: DateText
        var count: Int32
        var line: Int
    }

    /// Longest span of a table: more is a mistyped year.
    private static let longestSpan = 400_000

    private static func readRows(_ csv: [UInt8]) throws(TrendsError) -> [Row] {
        var lines = DelimitedLines(bytes: csv)
        guard let header = try lines.next() else { return [] }
        var columns: [Int] = []
        for name in ["series_id", "date", "count"] {
            guard let column = header.cells.firstIndex(of: name) else {
                throw .missingColumn(name)
            }
            columns.append(column)
        }
        var rows: [Row] = []
        while let line = try lines.next() { rows.append(try row(line, columns: columns)) }
        return rows
    }

    private static func row(
        _ line: DelimitedLines.Row,
        columns: [Int]
    ) throws(TrendsError) -> Row {
        guard columns.allSatisfy({ $0 < line.cells.count }) else {
            throw .missingCell(line: line.line)
        }
        let cells = columns.map { line.cells[$0] }
        guard let date = DateText(cells[1]) else {
            throw .badDate(line: line.line, text: cells[1])
        }
        guard let count = Int32(cells[2]), count >= 0 else {
            throw .badCount(line: line.line, text: cells[2])
        }
        return Row(key: cells[0], date: date, count: count, line: line.line)
    }

    private static func bin(of date: DateText, unit: BinUnit, weekStart: Int) -> Bin {
        switch unit {
        case .hour: Bin(hour: date.hour, of: date.day)
        case .day: Bin(day: date.day)
        case .week:
            Bin(weekFrom: date.day.advanced(by: -((date.day.weekday - weekStart + 7) % 7)))
        }
    }

    private static func collect(_ rows: [Row], bins: [Bin]) throws(TrendsError) -> [CountSeries] {
        guard let first = bins.min(), let last = bins.max() else { return [] }
        let length = first.distance(to: last) + 1
        guard length <= longestSpan else { throw .spanTooLong(bins: length) }
        var places: [String: Int] = [:]
        var names: [String] = []
        var counts: [[Int32]] = []
        for (row, bin) in zip(rows, bins) {
            let place: Int
            if let known = places[row.key] {
                place = known
            } else {
                place = names.count
                places[row.key] = place
                names.append(row.key)
                counts.append(Array(repeating: 0, count: length))
            }
            let index = first.distance(to: bin)
            let (sum, overflow) = counts[place][index].addingReportingOverflow(row.count)
            if overflow { throw .badCount(line: row.line, text: String(row.count)) }
            counts[place][index] = sum
        }
        return zip(names, counts).map { name, counts in
            CountSeries(key: SeriesKey(name), first: first, counts: counts)
        }
    }
}
