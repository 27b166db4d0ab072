import TingfengText

/// Masks the cells of a row and hashes its caller.
struct RowMasker: Sendable {
    let mask: PersonalDataMask
    let hashKey: HashKey?
    let callerKey: HashKey?

    /// Marks a caller that is a hash already, in the cells of a rejected row.
    private static let hashMark = "hmac-sha256:"

    /// Masks title and body each by itself, spans counted in `title + "\n" + body`.
    func text(title: String, body: String) -> (title: String, body: String, masks: [MaskedSpan]) {
        let maskedTitle = mask.mask(title)
        let maskedBody = mask.mask(body)
        let shift = title.utf8.count + 1
        let spans = maskedBody.spans.map { span in
            let range = (span.range.lowerBound + shift)..<(span.range.upperBound + shift)
            return MaskedSpan(kind: span.kind, range: range)
        }
        return (maskedTitle.text, maskedBody.text, maskedTitle.spans + spans)
    }

    func text(_ text: String) -> String {
        mask.mask(text).text
    }

    /// An identifier as it is, or where it holds personal data a keyed hash of it: masked ones would
    /// fall together.
    func identifier(_ id: String) -> String {
        let masked = mask.mask(id)
        guard !masked.spans.isEmpty else { return id }
        return hashKey.map { "hmac-" + $0.hmacHex(id).prefix(32) } ?? masked.text
    }

    /// The identifier of a message that has none: a hash of its time and text.
    func identifier(ofContent message: Message) -> String {
        let content = "\(message.createdAt)\n\(message.title)\n\(message.body)"
        let hash = hashKey?.hmacHex(content) ?? Digest.hex(Digest.sha256(Array(content.utf8)))
        return "content-" + hash.prefix(32)
    }

    /// Masks a cell that no field claims: all of it if its header names a person or a number.
    func text(_ text: String, under header: String) -> String {
        HeaderName.isPersonal(header) ? Self.blackened(text) : self.text(text)
    }

    // MARK: Caller

    /// HMAC of the caller; spellings of one telephone number give one hash.
    func callerHash(_ caller: String) -> String? {
        if caller.hasPrefix(Self.hashMark) { return String(caller.dropFirst(Self.hashMark.count)) }
        return callerKey?.hmacHex(Self.canonical(caller))
    }

    static func canonical(_ caller: String) -> String {
        let plain = HeaderName.fold(caller)
        var digits = plain.filter { $0 != "-" && $0 != "(" && $0 != ")" && $0 != "+" }
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return plain }
        for prefix in ["0086", "86"] where digits.count == prefix.count + 11 {
            if digits.hasPrefix(prefix + "1") { digits.removeFirst(prefix.count) }
        }
        return digits
    }

    // MARK: Rejected rows

    /// The cells of a rejected row as they may be kept.
    func quarantined(_ row: SourceRow, plan: ColumnPlan) -> [String: String] {
        let hasPeople = zip(plan.headers, plan.uses).contains { header, use in
            use == .field(.caller) || HeaderName.isPersonal(header)
        }
        var cells: [String: String] = [:]
        for (index, cell) in row.cells.enumerated() {
            guard let cell, !cell.isEmpty, cells[row.names[index]] == nil else { continue }
            if row.isMisaligned, hasPeople, Self.mayBeName(cell) {
                cells[row.names[index]] = Self.blackened(cell)
            } else {
                cells[row.names[index]] = kept(cell, under: row.names[index], use: plan.uses[index])
            }
        }
        return cells
    }

    private func kept(_ cell: String, under header: String, use: HeaderSummary.Use) -> String? {
        let masked: String
        switch use {
        case .field(.caller):
            return callerHash(RowValues.trim(cell)).map { Self.hashMark + $0 }
        case .field: masked = text(cell)
        case .extra, .dropped: masked = text(cell, under: header)
        }
        return masked.unicodeScalars.contains("\u{FFFD}") ? Self.withoutDigits(masked) : masked
    }

    /// Whether a cell could be somebody's name or number that slipped under another header.
    ///
    /// Those are short and more than a plain number, or a number as long as a telephone's. Longer
    /// text is left to the mask, which looks for context.
    private static func mayBeName(_ cell: String) -> Bool {
        cell.unicodeScalars.count <= 12 && !cell.utf8.allSatisfy { (0x30...0x39).contains($0) }
            || cell.utf8.count(where: { (0x30...0x39).contains($0) }) == 11
    }

    /// A broken number escapes the mask; where bytes were lost no digit stays.
    private static func withoutDigits(_ text: String) -> String {
        String(text.map { $0.isASCII && $0.isNumber ? "*" : $0 })
    }

    private static func blackened(_ text: String) -> String {
        String(repeating: "*", count: text.unicodeScalars.count)
    }
}
