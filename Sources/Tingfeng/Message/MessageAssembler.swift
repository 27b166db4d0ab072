import TingfengText

/// Makes messages of rows: fields by header, values read strictly, personal data masked and
/// callers hashed before anything leaves.
public struct MessageAssembler: Sendable {
    private let options: ReaderOptions
    private let claims: [String: (field: MessageField, rank: Int)]
    private let keptHeaders: Set<String>
    private let times: TimeParser
    private let masker: RowMasker
    private var plan: ColumnPlan?
    private var plans: [[String]: ColumnPlan] = [:]
    private var defaultSource: String?
    /// Columns seen so far and what becomes of them.
    public private(set) var summary = HeaderSummary()

    /// Rows of JSON may differ in their keys; so many shapes are remembered.
    private static let planLimit = 256

    /// Reads rows as the options say, the input's own form aside.
    public init(options: ReaderOptions) {
        self.init(options: options, dayShift: 0)
    }

    init(options: ReaderOptions, dayShift: Int) {
        self.options = options
        claims = options.fieldMap.claims()
        keptHeaders = Set(options.fieldMap.extra.map(HeaderName.fold))
        times = TimeParser(local: options.time, dayShift: dayShift)
        masker = RowMasker(
            mask: options.mask,
            hashKey: options.hashKey,
            callerKey: options.hashKey ?? options.callerKey
        )
    }

    /// Reads cells by header, such as those of a rejected row that is tried again.
    public mutating func assemble(
        cells: [String: String],
        file: String,
        row: Int,
        byteOffset: Int? = nil
    ) -> ReadRow {
        let names = cells.keys.sorted()
        let source = SourceRow(byteOffset: byteOffset, names: names, cells: names.map { cells[$0] })
        return assemble(source, file: file, number: row)
    }

    mutating func assemble(_ row: SourceRow, file: String, number: Int) -> ReadRow {
        let plan = plan(for: row)
        do throws(SourceRow.Defect) {
            if let defect = row.defect { throw defect }
            return .message(try message(RowValues(plan: plan, cells: row.cells, times: times)))
        } catch {
            return .rejected(
                RejectedRow(
                    file: file,
                    row: number,
                    byteOffset: row.byteOffset,
                    column: error.column,
                    reason: error.reason,
                    detail: error.detail,
                    cells: masker.quarantined(row, plan: plan)
                )
            )
        }
    }

    // MARK: Columns

    /// The plan of a row; one whose cells may be misplaced does not count as a shape of the input.
    private mutating func plan(for row: SourceRow) -> ColumnPlan {
        if row.defect == nil || plan?.headers == row.names { return plan(for: row.names) }
        return ColumnPlan(headers: row.names, claims: claims, kept: keptHeaders)
    }

    /// The first required field for which a header has no column.
    func missingField(in headers: [String]) -> MessageField? {
        ColumnPlan(headers: headers, claims: claims, kept: keptHeaders)
            .missing(
                of: options.identifiesByContent
                    ? options.required.subtracting([.id]) : options.required
            )
    }

    mutating func plan(for names: [String]) -> ColumnPlan {
        if let plan, plan.headers == names { return plan }
        let found = plans[names] ?? newPlan(names)
        plan = found
        return found
    }

    private mutating func newPlan(_ names: [String]) -> ColumnPlan {
        let plan = ColumnPlan(headers: names, claims: claims, kept: keptHeaders)
        for (name, use) in zip(names, plan.uses) { summary.add(name, use) }
        if defaultSource == nil {
            summary.preset = options.fieldMap.bestPreset(for: names)
            defaultSource = summary.preset?.rawValue ?? "default"
        }
        if plans.count < Self.planLimit { plans[names] = plan }
        return plan
    }

    // MARK: Fields

    private func message(_ values: RowValues) throws(SourceRow.Defect) -> Message {
        let id = options.identifiesByContent ? "" : values.text(.id).map(masker.identifier)
        let createdAt = try values.time(.createdAt)
        let title = values.stored(.title) ?? ""
        let body = values.stored(.body)
        try check(.id, isPresent: id != nil, values)
        try check(.createdAt, isPresent: createdAt != nil, values)
        try check(.body, isPresent: body != nil || !title.isEmpty, values)
        let source = options.source ?? values.text(.source) ?? defaultSource ?? "default"
        var message = Message(id: id ?? "", source: source, createdAt: createdAt ?? 0, body: "")
        (message.title, message.body, message.masks) = masker.text(title: title, body: body ?? "")
        if options.identifiesByContent { message.id = masker.identifier(ofContent: message) }
        message.arrivedAt = try values.time(.arrivedAt)
        message.lifecycle = try lifecycle(values)
        message.up = try values.count(.up)
        message.down = try values.count(.down)
        describe(&message, values)
        try identifyCaller(&message, values)
        return message
    }

    private func check(
        _ field: MessageField,
        isPresent: Bool,
        _ values: RowValues
    ) throws(SourceRow.Defect) {
        guard !isPresent, options.required.contains(field) else { return }
        let header = values.plan[field].first.map { values.plan.headers[$0] }
        throw SourceRow.Defect(
            reason: .missingField,
            column: header,
            detail: "必需字段 \(field.rawValue) 为空；请补全该格。"
        )
    }

    private func lifecycle(_ values: RowValues) throws(SourceRow.Defect) -> Message.Lifecycle {
        var lifecycle = Message.Lifecycle()
        lifecycle.status = values.text(.status).map(masker.text)
        lifecycle.dispatchedAt = try values.time(.dispatchedAt)
        lifecycle.dueAt = try values.time(.dueAt)
        lifecycle.acceptedAt = try values.time(.acceptedAt)
        lifecycle.repliedAt = try values.time(.repliedAt)
        lifecycle.closedAt = try values.time(.closedAt)
        lifecycle.isResponded = values.flag(.responded)
        lifecycle.isResolved = values.flag(.resolved)
        lifecycle.isSatisfied = values.flag(.satisfied)
        return lifecycle
    }

    private func describe(_ message: inout Message, _ values: RowValues) {
        message.kind = values.text(.kind).flatMap(AppealKind.init(label:))
        // Names of categories, regions and units hold no personal data, until somebody types it there.
        message.category = category(values).map(masker.text)
        message.categoryCode = values.text(.categoryCode).map(masker.text)
        message.region = values.path(.region).map(masker.text)
        message.address = values.stored(.address).map(masker.text)
        message.unit = values.text(.unit).map(masker.text)
        message.coUnits = values.list(.coUnits, separators: ["、", "，", ",", ";", "；", "|"])
            .map(masker.text)
        message.reply = values.stored(.reply).map(masker.text)
        message.channel = values.text(.channel).map(masker.text)
        message.urgency = values.text(.urgency).map(masker.text)
        message.isConfidential = values.flag(.confidential) ?? false
        message.isRepeat = values.flag(.isRepeat)
        for column in values.plan.extra {
            guard let text = values.cells[column], !text.isEmpty else { continue }
            let header = values.plan.headers[column]
            message.extra[header] = masker.text(text, under: header)
        }
    }

    private func category(_ values: RowValues) -> [String] {
        let path = values.list(.category, separators: ["/"])
        guard path.isEmpty else { return path }
        let levels: [MessageField] = [.category1, .category2, .category3, .category4]
        return Array(levels.map(values.text).prefix { $0 != nil }.compactMap(\.self))
    }

    private func identifyCaller(
        _ message: inout Message,
        _ values: RowValues
    ) throws(SourceRow.Defect) {
        if let caller = values.text(.caller) {
            message.callerHash = masker.callerHash(caller)
        } else if let hash = values.text(.callerHash) {
            guard Digest.bytes(hex: hash)?.count == 32 else {
                throw SourceRow.Defect(
                    reason: .badValue,
                    column: values.plan[.callerHash].first.map { values.plan.headers[$0] },
                    detail: "caller_hash 应为 64 位十六进制数；未散列的来电人请用 caller 列。"
                )
            }
            message.callerHash = hash.lowercased()
        }
    }
}
