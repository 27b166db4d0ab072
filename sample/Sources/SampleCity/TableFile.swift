import Foundation

/// A tab-separated text file of ours: `#` starts a comment line, empty lines are skipped.
struct TableFile {
    let name: String
    /// Line number (from 1) and cells.
    let rows: [(line: Int, cells: [String])]

    init(_ url: URL, columns: Int, separator: Character = "\t") throws {
        guard let data = try? Data(contentsOf: url) else {
            throw SampleError.missingFile(url.path)
        }
        name = url.lastPathComponent
        var rows: [(line: Int, cells: [String])] = []
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: separator, omittingEmptySubsequences: false)
            guard cells.count == columns else {
                let reason = "应有 \(columns) 列，实有 \(cells.count) 列"
                throw SampleError.badLine(file: name, line: index + 1, reason: reason)
            }
            rows.append((index + 1, cells.map(String.init)))
        }
        self.rows = rows
    }
}
