/// A field of the canonical message that an input column can fill.
public enum MessageField: String, Sendable, CaseIterable {
    case id
    case createdAt = "created_at"
    case arrivedAt = "arrived_at"
    case title, body, kind
    /// The whole path in one column, levels joined by "/".
    case category
    case category1, category2, category3, category4
    case categoryCode = "category_code"
    case region, address, unit
    case coUnits = "unit_co"
    case dispatchedAt = "dispatched_at"
    case dueAt = "due_at"
    case acceptedAt = "accepted_at"
    case repliedAt = "replied_at"
    case closedAt = "closed_at"
    case status, reply, responded, resolved, satisfied
    case channel, source, caller
    /// A caller that was hashed before: 64 hexadecimal digits.
    case callerHash = "caller_hash"
    case urgency, confidential
    case isRepeat = "is_repeat"
    case up, down

    /// Position in `allCases`, for tables indexed by field.
    ///
    /// Cases without values are numbered as they are declared; a dictionary of them took a hundredth of
    /// the time of `classify`.
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
