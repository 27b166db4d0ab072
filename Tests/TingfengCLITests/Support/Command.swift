import Foundation

/// Runs the real `tingfeng` that was built beside these tests.
///
/// Foundation's `Process.run` (Swift 6.3) reads past its buffer and crashes once this process has more than about
/// 1,300 open files (swift-corelibs-foundation #5472). Suites whose tests are `async` and open databases are therefore
/// `.serialized`: else all of them are open at once.
enum Command {
    struct Result: Sendable {
        let status: Int32
        /// Standard output.
        let output: String
        /// Standard error.
        let messages: String
    }

    /// Runs the command to its end; variables named `TINGFENG_*` of the test's own environment are
    /// not handed on.
    static func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        in folder: URL? = nil
    ) throws -> Result {
        let files = try TemporaryFolder()
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = cleanEnvironment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        // Files, not pipes: nothing can block, however much is printed.
        process.standardInput = FileHandle(forReadingAtPath: try files.write(input, to: "in"))
        process.standardOutput = FileHandle(forWritingAtPath: try files.write("", to: "out"))
        process.standardError = FileHandle(forWritingAtPath: try files.write("", to: "err"))
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try files.read("out"),
            messages: try files.read("err")
        )
    }

    /// The folder of the test bundle is the folder of the products.
    static let executable: URL = {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let beside = bundle.deletingLastPathComponent().appendingPathComponent("tingfeng")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return Repository.root.appendingPathComponent(".build/debug/tingfeng")
    }()

    private static let cleanEnvironment = ProcessInfo.processInfo.environment.filter { name, _ in
        !name.hasPrefix("TINGFENG_") && name != "NO_COLOR" && name != "COLUMNS"
    }
}

/// Files of the repository that the tests compare with.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let snapshots = root.appendingPathComponent("Tests/TingfengCLITests/Snapshots")
}
