/// Chooses the title that speaks for a matter: the one whose words most other titles share.
enum CentralTitle {
    /// So many titles are compared, evenly chosen.
    private static let limit = 120

    /// Returns the most central quotable title, of equal ones the earliest; `nil` if there is none.
    static func choose(_ titles: [String], isQuotable: [Bool]) -> String? {
        let quotable = zip(titles, isQuotable).filter { $1 && !$0.isEmpty }.map(\.0)
        let step = max(1, (quotable.count + limit - 1) / limit)
        let chosen = stride(from: 0, to: quotable.count, by: step).map { quotable[$0] }
        let pairs = chosen.map(pairs)
        var titlesWithPair: [UInt64: Int] = [:]
        for pair in pairs.joined() { titlesWithPair[pair, default: 0] += 1 }
        var best: (title: String, score: Double)?
        for (title, own) in zip(chosen, pairs) where !own.isEmpty {
            // What others share, less for every pair that a long title needs for it.
            let shared = own.reduce(0) { $0 + (titlesWithPair[$1] ?? 1) - 1 }
            let score = Double(shared) / Double(own.count + 6)
            if score > best?.score ?? -1 { best = (title, score) }
        }
        return best?.title ?? chosen.first
    }

    /// The distinct pairs of neighbouring characters, in no order.
    private static func pairs(of title: String) -> Set<UInt64> {
        let letters = title.unicodeScalars.filter { $0.properties.isAlphabetic || $0.value < 0x80 }
            .map { UInt64($0.value) }
        return Set(zip(letters, letters.dropFirst()).map { $0 << 32 | $1 })
    }
}
