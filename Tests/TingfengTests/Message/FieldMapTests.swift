import Testing

@testable import Tingfeng

@Suite struct FieldMapTests {
    @Test func `fields are numbered as they are declared`() {
        #expect(MessageField.allCases.map(\.index) == Array(0..<MessageField.allCases.count))
    }

    @Test func `a map names columns of its own`() throws {
        let map = try FieldMap(
            yaml: "id: 流水\ncreated_at: [时刻, 日期]\nbody: 说了什么\nextra: [备注]\n",
            path: "m"
        )
        let read = try ReadResult("流水,时刻,日期,说了什么,备注,别的\n1,,2024-1-2,文,注,x\n") { $0.fieldMap = map }
        let message = try #require(read.messages.first)
        #expect(message.createdAt == shanghai(2024, 1, 2))
        #expect(message.extra == ["备注": "注"])
        #expect(read.header.dropped == ["别的"])
    }

    @Test func `fields that a map does not name keep their aliases`() throws {
        let map = try FieldMap(yaml: "body: 全文", path: "m")
        let read = try ReadResult("留言编号,留言时间,留言详情,全文\n1,2024-1-2,短,长\n") { $0.fieldMap = map }
        #expect(read.messages.first?.body == "长")
        #expect(read.header.dropped == ["留言详情"])
    }

    @Test(arguments: [
        ("id: a\nbodi: b\n", 2), ("id: a\nbody: {x: y}\n", 2), ("- a\n", 1), ("id: [a\n", 2),
        ("id:\n", 1),
    ])
    func `errors of a map name the line`(yaml: String, line: Int) {
        let error = #expect(throws: ReaderError.self) { _ = try FieldMap(yaml: yaml, path: "m") }
        guard case .badMap("m", let found, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == line)
    }

    @Test func `an unknown preset names those that exist`() {
        let error = #expect(throws: ReaderError.self) { _ = try FieldPreset(named: "12306") }
        #expect(error?.description.contains("12345、lyb、wenzheng、tipdm-c、open311") == true)
    }

    @Test func `every field of a hotline export is found`() throws {
        let header =
            "工单编号,受理时间,诉求标题,工单内容,诉求类型,一级分类,二级分类,归口类型,所属区县,街道,事发地址,承办单位,协办单位,派单时间,截止时间,签收时间,答复时间,办结时间,工单状态,办理结果,是否联系,是否解决,是否满意,受理渠道,紧急程度,是否保密,是否重复,入库时间"
        let row =
            "G1,2024-1-1,题,文,投诉类,城乡建设,供水,0101,东区,南街,1号,水务局,城管局、街道办,2024-1-2,2024-1-9,2024-1-3,2024-1-4,2024-1-5 10:00,办结,已修复,是,是,不满意,电话,紧急,是,否,2024-1-1 0:10"
        let read = try ReadResult(header + "\n" + row + "\n") {
            $0.fieldMap = FieldMap(preset: .hotline)
        }
        let message = try #require(read.messages.first)
        #expect(message.kind == .complaint)
        #expect(message.category == ["城乡建设", "供水"])
        #expect(message.region == "东区/南街")
        #expect(message.coUnits == ["城管局", "街道办"])
        #expect(message.lifecycle.closedAt == shanghai(2024, 1, 5, 10))
        #expect(message.lifecycle.isSatisfied == false && message.lifecycle.isResolved == true)
        #expect(message.isConfidential && message.isRepeat == false)
        #expect(message.arrivedAt == shanghai(2024, 1, 1, 0, 10))
        #expect(read.header.dropped.isEmpty)
    }

    @Test func `Open311 requests are read`() throws {
        let text = """
            [{"service_request_id":"638344","status":"closed","status_notes":"Done.",
              "service_name":"Sidewalk","service_code":"006","description":"Hole {deep}",
              "requested_datetime":"2010-04-14T06:37:38-08:00","lat":37.76}]
            """
        let read = try ReadResult(text) { $0.fieldMap = FieldMap(preset: .open311) }
        #expect(read.format == .json)
        #expect(read.messages.first?.createdAt == 1_271_255_858)
        #expect(read.messages.first?.reply == "Done.")
        #expect(read.messages.first?.source == "open311")
    }

    @Test func `the asked source stands above the row's`() throws {
        let text = #"{"id":"1","time":"2024-1-2","body":"文","source":"wb"}"#
        #expect(try ReadResult(text).messages.first?.source == "wb")
        #expect(try ReadResult(text) { $0.source = "lyb" }.messages.first?.source == "lyb")
    }

    @Test(arguments: [("多", RejectedRow.Reason.badValue), ("-3", .badValue), ("1.5", .badValue)])
    func `likes must be a number`(likes: String, reason: RejectedRow.Reason) throws {
        let read = try ReadResult("id,time,body,likes\n1,2024-1-2,文,\(likes)\n")
        #expect(read.rejected.map(\.reason) == [reason])
        #expect(read.rejected.first?.column == "likes")
    }
}
