import Tingfeng
import TingfengText

/// Cuts the piece of a message that shows why it was found.
struct SearchHighlighter {
    private let literals: [[UInt16]]
    private let reading: TextReading
    private var normalizer: Normalizer { reading.normalizer }

    /// Units shown before the first hit, and in all.
    private static let lead = 16
    private static let length = 80

    init(_ syntax: SearchSyntax, _ reading: TextReading) {
        self.reading = reading
        literals = syntax.clauses.joined().filter { !$0.isExcluded }
            .map { reading.normalizer.normalize($0.text).units }
            .filter { !$0.isEmpty }
    }

    /// Returns cleaned text around the first hit of the body, or of the title if only that has one.
    func snippet(title: String, body: String) -> String {
        excerpt(body) ?? excerpt(title) ?? reading.excerpt(body, length: Self.length)
    }

    private func excerpt(_ text: String) -> String? {
        let view = normalizer.normalize(text)
        let hits = Self.occurrences(of: literals, in: view.units)
        guard let first = hits.first else { return nil }
        let start = max(0, first.lowerBound - Self.lead)
        let end = min(view.units.count, start + Self.length)
        let bytes = Array(text.utf8)
        var snippet = start > 0 ? "…" : ""
        var at = start
        for hit in hits where hit.lowerBound >= at && hit.upperBound <= end {
            snippet += cleaned(bytes, view.byteRange(of: at..<hit.lowerBound))
            snippet += "【" + cleaned(bytes, view.byteRange(of: hit)) + "】"
            at = hit.upperBound
        }
        return snippet + cleaned(bytes, view.byteRange(of: at..<end))
            + (end < view.units.count ? "…" : "")
    }

    private func cleaned(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        normalizer.cleanedView(String(decoding: bytes[range], as: UTF8.self))
    }

    /// Places where any of the literals stands, in order, without overlap.
    private static func occurrences(of literals: [[UInt16]], in units: [UInt16]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while at < units.count {
            let hit = literals.first { units[at...].starts(with: $0) }
            if let hit {
                found.append(at..<at + hit.count)
                at += hit.count
            } else {
                at += 1
            }
        }
        return found
    }
}
