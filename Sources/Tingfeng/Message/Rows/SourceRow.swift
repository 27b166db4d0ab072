/// One row of a table before anybody knows what it means.
struct SourceRow {
    /// Why the row cannot become a message.
    struct Defect: Error {
        var reason: RejectedRow.Reason
        var column: String?
        var detail: String
    }

    /// Where the row begins in the decoded file, if the form has offsets.
    var byteOffset: Int?
    /// Headers or keys, one for each cell.
    var names: [String]
    /// `nil` where the row has no value (null, a missing cell).
    var cells: [String?]
    var defect: Defect?
    /// Whether cells may stand under a wrong header.
    var isMisaligned = false
}

/// The rows of one file, in order, each read once.
protocol RowSource: AnyObject {
    /// Headers of a table; `nil` for forms whose rows bring their own keys.
    var headers: [String]? { get }
    /// Takes the next row for the header instead; returns false if there is none.
    func moveHeader() throws(ReaderError) -> Bool
    /// Returns the next row that is not blank, or `nil` at the end.
    func next() throws(ReaderError) -> SourceRow?
    /// Days between the zero of the file's day numbers and that of Excel's 1900 system.
    var dayShift: Int { get }
}

extension RowSource {
    var dayShift: Int { 0 }

    func moveHeader() -> Bool { false }
}

extension SourceRow {
    /// Bytes kept of a row that is too long or broken.
    static let clueBytes = 4096
}

extension SourceRow.Defect {
    static func undecodable(column: String?) -> Self {
        .init(
            reason: .undecodable,
            column: column,
            detail: "有不能解码的字节；请用原系统重新导出，或用 --encoding 指定编码。"
        )
    }

    static func tooLong(limit: Int) -> Self {
        .init(reason: .tooLong, detail: "该行超过 \(limit) 字节的上限；请删去附件或拆分内容。")
    }

    static let malformedJSON = Self(
        reason: .malformed,
        detail: "不是完整的 JSON 对象；请检查引号、逗号和括号。"
    )
}
