public import Tingfeng

extension SearchHit {
    /// Hits as a table.
    public static func table(_ hits: [SearchHit], time: LocalTime) -> OutputTable {
        let columns = [
            OutputColumn("id", zh: "编号", en: "ID"),
            OutputColumn("source", zh: "来源", en: "Source"),
            OutputColumn("created_at", zh: "时间", en: "Time"),
            OutputColumn("region", zh: "地区", en: "Region"),
            OutputColumn("category", zh: "分类", en: "Category"),
            OutputColumn("title", zh: "标题", en: "Title"),
            OutputColumn("snippet", zh: "片段", en: "Snippet"),
            OutputColumn("matter", zh: "事项", en: "Matter"),
        ]
        return OutputTable(columns: columns, rows: hits.map { $0.cells(time) })
    }

    private func cells(_ time: LocalTime) -> [OutputValue] {
        [
            .string(id), .string(source), .time(createdAt, offset: time.offset(at: createdAt)),
            .string(region), .string(category), .string(title), .string(snippet), .string(matter),
        ]
    }
}
