import Foundation

/// An installation of its own for commands that change it: `city.db` in a folder that goes away.
struct Installed {
    let folder: TemporaryFolder

    static let header = "工单编号,受理时间,标题,诉求内容\n"

    /// Two messages.
    static let messages =
        header + "W1,2025-03-01 09:00:00,路灯不亮,柳荫路路灯坏了\nW2,2025-03-02 10:00:00,停水,云锦街停水两天\n"

    init() throws {
        folder = try TemporaryFolder()
        let made = try run("init")
        guard made.status == 0 else {
            throw SampleTown.Failed(step: ["init"], messages: made.messages)
        }
    }

    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Command.Result {
        try Command.run(arguments + ["--db", "city.db"], input: input, in: folder.url)
    }

    /// What `search --count` prints for words that all the messages of these tests hold.
    func count() throws -> String {
        try run("search", "路灯 OR 停水", "--count", "--format", "jsonl").output
    }
}
