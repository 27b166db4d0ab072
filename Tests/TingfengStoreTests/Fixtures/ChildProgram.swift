import Foundation

/// The program `tingfeng` of this build, run as a child that may be killed.
struct ChildProgram {
    let path: String

    /// Whether it was built without optimisation and is an order of magnitude slower.
    var isDebug: Bool { path.contains("/debug/") }

    /// Finds the newest build beside the tests or in the build folder; none if there is none.
    init?() {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folders = [
            URL(fileURLWithPath: own).deletingLastPathComponent().path,
            Package.root + "/.build/release", Package.root + "/.build/debug",
        ]
        let builds = folders.map { $0 + "/tingfeng" }.compactMap { path -> (Date, String)? in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.modificationDate] as? Date).map { ($0, path) }
        }
        guard let newest = builds.max(by: { $0.0 < $1.0 }) else { return nil }
        path = newest.1
    }

    /// Starts the program with the resources of the package, its output dropped.
    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + ["--resources", Package.root, "--quiet"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs the program to its end and returns its exit code.
    func run(_ arguments: [String]) throws -> Int32 {
        let process = try start(arguments)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
