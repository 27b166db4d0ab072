import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore
import TingfengText

/// Messages on their way through a filter: masked as `ingest` masks them, in input order.
struct FilterInput: ~Copyable {
    private var reader: MessageReader

    /// Opens a file or, for `-`, the standard input.
    ///
    /// Callers are dropped unless they are to be told apart, within this run only.
    init(
        _ path: String,
        _ installation: Installation,
        required: Set<MessageField> = [],
        extra: [String] = [],
        tellsCallersApart: Bool = false
    ) throws {
        var options = ReaderOptions()
        options.format = .jsonl
        options.required = required
        options.fieldMap.extra = extra
        options.mask = PersonalDataMask(kinds: Set(installation.configuration.pii.mask))
        if tellsCallersApart { options.callerKey = try HashKey.random() }
        reader = try MessageReader(path: path, options: options)
    }

    /// Returns the next messages, at most `count`; a row that is no message ends the filter.
    mutating func next(_ count: Int = 2_000) throws -> [Message] {
        var messages: [Message] = []
        while messages.count < count, let row = try reader.next() {
            switch row {
            case .message(let message): messages.append(message)
            case .rejected(let row):
                let file = row.file == "-" ? "标准输入" : row.file
                throw InputFailure(
                    description: "\(file) 第 \(row.row) 行：\(row.detail)过滤器要求每行都能读出。"
                )
            }
        }
        return messages
    }
}
