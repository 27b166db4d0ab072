/// Where in a row each field stands: a field map applied to one header.
struct ColumnPlan {
    let headers: [String]
    let uses: [HeaderSummary.Use]
    /// Column indices by `MessageField.index`, the preferred one first.
    private let columns: [[Int]]
    /// Columns kept in `Message.extra`.
    let extra: [Int]

    /// Applies `FieldMap.claims()` and the folded headers of its `extra` to one header.
    init(
        headers: [String],
        claims: [String: (field: MessageField, rank: Int)],
        kept: Set<String>
    ) {
        var found = [[(rank: Int, column: Int)]](
            repeating: [],
            count: MessageField.allCases.count
        )
        var uses: [HeaderSummary.Use] = []
        var seen: Set<String> = []
        for (column, header) in headers.enumerated() {
            let folded = HeaderName.fold(header)
            if !seen.insert(folded).inserted {
                uses.append(.dropped)
            } else if let claim = claims[folded] {
                uses.append(.field(claim.field))
                found[claim.field.index].append((claim.rank, column))
            } else {
                uses.append(kept.contains(folded) ? .extra : .dropped)
            }
        }
        self.headers = headers
        self.uses = uses
        columns = found.map { $0.sorted { $0.rank < $1.rank }.map(\.column) }
        extra = uses.indices.filter { uses[$0] == .extra }
    }

    subscript(field: MessageField) -> [Int] { columns[field.index] }

    func has(_ field: MessageField) -> Bool { !columns[field.index].isEmpty }

    /// The first required field without a column.
    func missing(of required: Set<MessageField>) -> MessageField? {
        MessageField.allCases.first { required.contains($0) && !has($0) }
    }
}
