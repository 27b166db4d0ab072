/// What a decision about matters can get wrong, each with its remedy.
public enum MatterError: Error, Equatable, Sendable {
    case unknown(id: String)
    case ambiguous(id: String, keys: [String])
    case same(id: String)
    case notAMember(message: String, matter: String)
    case founderStays(message: String)
    case nothingToUndo(id: String)
}

extension MatterError: CustomStringConvertible {
    /// One Chinese sentence: what is wrong and what to do.
    public var description: String {
        switch self {
        case .unknown(let id):
            "没有事项 \(id)：用 tingfeng hot 或 tingfeng search 查看事项ID（来源:编号）。"
        case .ambiguous(let id, let keys):
            "\(id) 可以是 \(keys.joined(separator: "、"))：请写明来源。"
        case .same(let id):
            "两个ID都指事项 \(id)，不用归并：请用 tingfeng matter show \(id) 查看。"
        case .notAMember(let message, let matter):
            "留言 \(message) 不在事项 \(matter) 里：请用 tingfeng matter show \(matter) 查看它的留言。"
        case .founderStays(let message):
            "留言 \(message) 是事项的首条留言，事项以它为名，不能拆出：请改拆其余的留言。"
        case .nothingToUndo(let id):
            "事项 \(id) 没有可撤销的人工归并或拆分：请用 tingfeng matter show \(id) 查看经过。"
        }
    }
}
