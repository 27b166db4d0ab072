import Foundation

/// One hand-written message with slots and alternatives, from which many messages are made.
struct Kernel {
    /// Level names joined by "/".
    let category: String
    let kind: String
    let season: Season
    let title: Template
    let body: Template
    /// The event it belongs to; nil for the everyday stream.
    let event: String?

    var levelOne: String { String(category.prefix { $0 != "/" }) }

    /// Says enough by itself.
    var isLong: Bool { body.source.count > 200 }

    /// Needs a village, so it can only come from a place that has one.
    var isRural: Bool { title.mentions("village") || body.mentions("village") }
}

extension Kernel {
    /// Reads every `*.tsv` of the folder in name order.
    static func load(folder: URL) throws -> [Kernel] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw SampleError.missingFile(folder.path)
        }
        return try names.filter { $0.hasSuffix(".tsv") }.sorted().flatMap {
            try load(file: folder.appendingPathComponent($0))
        }
    }

    /// Columns: category, kind, season or `event:ID`, title, body.
    private static func load(file: URL) throws -> [Kernel] {
        let table = try TableFile(file, columns: 5)
        return try table.rows.map { line, cells in
            let isEvent = cells[2].hasPrefix("event:")
            guard let season = isEvent ? Season.all : Season(rawValue: cells[2]) else {
                let reason = "未知的季节 \(cells[2])"
                throw SampleError.badLine(file: table.name, line: line, reason: reason)
            }
            return Kernel(
                category: cells[0],
                kind: cells[1],
                season: season,
                title: try Template(cells[3]),
                body: try Template(cells[4]),
                event: isEvent ? String(cells[2].dropFirst(6)) : nil
            )
        }
    }
}
