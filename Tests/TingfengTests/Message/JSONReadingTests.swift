import Testing
import TingfengText

@testable import Tingfeng

@Suite struct JSONReadingTests {
    let line =
        #"{"id":"a1","msg_id":"9","subject":"停水","detail":"三天\n没水","time":"2024-01-02T03:04:05","likes":3,"against":0,"user":"A1","extra":null}"#

    @Test func `JSON Lines become messages`() throws {
        let read = try ReadResult(line + "\n" + line.replacing("a1", with: "a2"))
        #expect(read.ids == ["a1", "a2"])
        let message = try #require(read.messages.first)
        #expect(message.title == "停水")
        #expect(message.body == "三天\n没水")
        #expect(message.up == 3)
        #expect(message.createdAt == shanghai(2024, 1, 2, 3, 4, 5))
        #expect(message.callerHash?.count == 64)
        #expect(read.header.dropped == ["extra"])
    }

    @Test func `a broken line is one bad row`() throws {
        let read = try ReadResult(line + "\n{\"id\":\"b\",\"detail\n\n" + line)
        #expect(read.ids == ["a1", "a1"])
        #expect(read.rejected.map(\.reason) == [.malformed])
        #expect(read.rejected.first?.cells == ["id": "b"])
        #expect(read.rejected.first?.byteOffset == line.utf8.count + 1)
    }

    @Test func `GB18030 lines are decoded before they are parsed`() throws {
        // The second byte of 乗 is a backslash in GB18030.
        let text = line.replacing("停水", with: "乗乗")
        #expect(try ReadResult(gb18030(text)).messages == ReadResult(text).messages)
        #expect(try gb18030("乗").contains(0x5C))
    }

    @Test func `a line beyond the limit is one bad row`() throws {
        let long = line.replacing("三天", with: String(repeating: "长", count: 1_700_000))
        let read = try ReadResult(line + "\n" + long + "\n" + line)
        #expect(read.ids == ["a1", "a1"])
        #expect(read.rejected.map(\.reason) == [.tooLong])
        #expect(read.rejected.first?.cells["id"] == "a1")
    }

    @Test func `half a surrogate pair is undecodable`() throws {
        let read = try ReadResult(line.replacing("停水", with: #"停\ud83d"#))
        #expect(read.rejected.map(\.reason) == [.undecodable])
    }

    @Test func `a key that no row has is a missing column`() throws {
        #expect(
            throws: ReaderError.missingColumn(
                path: "in",
                field: .createdAt,
                headers: ["id", "detail"]
            )
        ) {
            _ = try ReadResult(#"{"id":"1","detail":"文"}"#)
        }
    }

    @Test func `a key that one row lacks is a bad row`() throws {
        let read = try ReadResult(line + "\n" + #"{"id":"b","detail":"文"}"#)
        #expect(read.ids == ["a1"])
        #expect(read.rejected.map(\.reason) == [.missingField])
    }

    @Test func `a title may stand alone`() throws {
        let read = try ReadResult(line.replacing(#""detail":"三天\n没水","#, with: ""))
        #expect(read.messages.map(\.body) == [""])
    }

    @Test func `a filter may ask for less`() throws {
        let read = try ReadResult(#"{"id":"b","body":"文"}"#) { $0.required = [.id] }
        #expect(read.ids == ["b"])
    }

    @Test func `categories come as path, list or levels`() throws {
        let base = #"{"id":"1","time":"2024-01-02","body":"文","#
        for tail in [
            #""label":"城乡建设/供水"}"#, #""category":["城乡建设","供水"]}"#,
            #""category1":"城乡建设","category2":"供水"}"#,
        ] {
            #expect(try ReadResult(base + tail).messages.first?.category == ["城乡建设", "供水"])
        }
    }
}
