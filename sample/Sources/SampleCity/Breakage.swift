/// The ways in which a row of the export is broken.
enum BrokenKind: String, CaseIterable {
    /// Bytes that are no GB18030 in the text.
    case undecodable
    /// A time that no calendar has.
    case badDate = "bad_date"
    case missingID = "missing_id"
    case missingText = "missing_text"
    /// Cells lost at the end, or more of them because of an unquoted comma.
    case columnCount = "column_count"

    /// Share of this kind among the broken rows, in percent.
    var share: Int {
        switch self {
        case .undecodable: 30
        case .badDate: 22
        case .missingID: 13
        case .missingText: 20
        case .columnCount: 15
        }
    }
}

/// Chooses which rows are broken and how: 2 % of all, never a row of an event.
struct Breakage {
    /// The kind by row index; looked up, never iterated.
    private let kinds: [Int: BrokenKind]

    init(_ messages: [SampleMessage], seed: UInt64) {
        var random = SplitMix64(seed: seed ^ 0x62_726F_6B65)
        var candidates = messages.indices.filter { messages[$0].kernel.event == nil }
        var kinds: [Int: BrokenKind] = [:]
        for kind in BrokenKind.allCases {
            for _ in 0..<messages.count * 2 * kind.share / 10_000 where !candidates.isEmpty {
                kinds[candidates.remove(at: random.below(candidates.count))] = kind
            }
        }
        self.kinds = kinds
    }

    func kind(of row: Int) -> BrokenKind? { kinds[row] }

    func count(of kind: BrokenKind) -> Int { kinds.values.count { $0 == kind } }
}
