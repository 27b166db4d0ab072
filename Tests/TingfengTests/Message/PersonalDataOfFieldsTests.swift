import Testing
import Tingfeng

/// Personal data that was typed into a column where nobody expects it.
@Suite struct PersonalDataOfFieldsTests {
    @Test(arguments: ["承办单位", "工单状态", "一级分类", "所属区县", "来源", "紧急程度", "归口类型"])
    func `a phone number is masked in every column that is kept`(header: String) throws {
        let text = "工单编号,受理时间,诉求内容,\(header)\nW1,2025-07-01 09:00,路灯不亮,张科长13812345678\n"
        var reader = try MessageReader(
            bytes: Array(text.utf8),
            name: "fields.csv",
            options: ReaderOptions()
        )
        guard case .message(let message) = try reader.next() else {
            Issue.record("the row is no message")
            return
        }
        #expect(!"\(message)".contains("13812345678"))
    }
}
