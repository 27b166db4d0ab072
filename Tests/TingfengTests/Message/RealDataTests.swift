import Foundation
import Testing

@testable import Tingfeng

/// Counts of the real messages, where `TINGFENG_DATA_DIR` names them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TINGFENG_DATA_DIR"] != nil))
struct RealDataTests {
    private func count(_ file: String, required: Set<MessageField>) throws -> (Int, Int, [Message])
    {
        let folder = ProcessInfo.processInfo.environment["TINGFENG_DATA_DIR"] ?? ""
        var options = ReaderOptions()
        options.required = required
        var reader = try MessageReader(path: "\(folder)/messages/\(file)", options: options)
        var messages: [Message] = []
        var rejected = 0
        try reader.read { row in
            switch row {
            case .message(let message): messages.append(message)
            case .rejected: rejected += 1
            }
        }
        return (messages.count, rejected, messages)
    }

    @Test(arguments: [
        ("stream.jsonl", 4326), ("stream_gb18030.csv", 4326), ("stream.xlsx", 4326),
        ("replies.jsonl", 2816), ("replies_rated.xlsx", 2816), ("unlabelled.jsonl", 2801),
    ])
    func `every timed message is read`(file: String, rows: Int) throws {
        let (messages, rejected, _) = try count(file, required: ReaderOptions().required)
        #expect(messages == rows && rejected == 0)
    }

    @Test(arguments: [
        ("labelled_train.jsonl", 7148), ("labelled_dev.jsonl", 918), ("annotated.jsonl", 2700),
    ])
    func `every labelled message is read with its category`(file: String, rows: Int) throws {
        let (messages, rejected, all) = try count(file, required: [.id, .body])
        #expect(messages == rows && rejected == 0)
        #expect(all.allSatisfy { !$0.category.isEmpty })
    }

    @Test func `the three forms of the stream tell the same times`() throws {
        let required = ReaderOptions().required
        let lines = try count("stream.jsonl", required: required).2.map(\.createdAt)
        #expect(try count("stream_gb18030.csv", required: required).2.map(\.createdAt) == lines)
        #expect(try count("stream.xlsx", required: required).2.map(\.createdAt) == lines)
    }
}
