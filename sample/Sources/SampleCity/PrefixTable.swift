import Foundation

/// Texts by category prefix; the longest prefix that fits wins.
struct PrefixTable {
    private let texts: [String: [String]]

    init(_ url: URL) throws {
        var texts: [String: [String]] = [:]
        for row in try TableFile(url, columns: 2).rows {
            texts[row.cells[0], default: []].append(row.cells[1])
        }
        self.texts = texts
    }

    func texts(for category: String) -> [String] {
        var prefix = Substring(category)
        while true {
            if let found = texts[String(prefix)] { return found }
            guard let slash = prefix.lastIndex(of: "/") else { return texts["*"] ?? [] }
            prefix = prefix[..<slash]
        }
    }

    var general: [String] { texts["*"] ?? [] }
}
