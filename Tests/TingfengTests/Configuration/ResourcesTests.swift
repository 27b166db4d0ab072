import Foundation
import Testing

@testable import Tingfeng

@Suite struct ResourcesTests {
    /// Runs a test in a temporary folder that vanishes afterwards.
    func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/tf-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    func makeResources(at root: String) throws {
        for name in ["dictionaries", "models"] {
            try FileManager.default.createDirectory(
                atPath: root + "/" + name,
                withIntermediateDirectories: true
            )
        }
    }

    @Test func `the option goes before the variable, and this before the neighbours`() throws {
        try inFolder { folder in
            let (a, b) = (folder + "/a", folder + "/b")
            let (beside, share) = (
                folder + "/bin/tingfeng_Tingfeng.resources", folder + "/share/tingfeng"
            )
            for root in [a, b, beside, share] { try makeResources(at: root) }
            let environment = ["TINGFENG_RESOURCES": b]
            let executable = folder + "/bin/tingfeng"
            func root(_ option: String?, _ environment: [String: String]) throws -> String {
                try Resources(option: option, environment: environment, executable: executable).root
            }
            #expect(try root(a, environment) == a)
            #expect(try root(nil, environment) == b)
            #expect(try root(nil, [:]) == beside)
            #expect(try root(nil, ["TINGFENG_RESOURCES": ""]) == beside)
            try FileManager.default.removeItem(atPath: beside + "/models")
            #expect(try root(nil, [:]) == share)
        }
    }

    @Test func `a place that the user names is not passed over`() throws {
        try inFolder { folder in
            try makeResources(at: folder + "/share/tingfeng")
            let executable = folder + "/bin/tingfeng"
            #expect(throws: ResourcesError.self) {
                try Resources(option: folder + "/none", environment: [:], executable: executable)
            }
            #expect(throws: ResourcesError.self) {
                let environment = ["TINGFENG_RESOURCES": folder]
                return try Resources(option: nil, environment: environment, executable: executable)
            }
        }
    }

    @Test func `a failure names all four places`() {
        #expect {
            try Resources(option: nil, environment: [:], executable: "/nowhere/bin/tingfeng")
        } throws: { error in
            [
                "--resources", "$TINGFENG_RESOURCES",
                "/nowhere/bin/tingfeng_Tingfeng.resources", "/nowhere/share/tingfeng",
            ].allSatisfy { "\(error)".contains($0) }
        }
    }

    @Test func `a missing file is named with a remedy`() throws {
        try inFolder { folder in
            try makeResources(at: folder)
            let resources = try Resources(option: folder, environment: [:], executable: nil)
            #expect(try resources.path("models") == folder + "/models")
            #expect { try resources.path("models/none.bin") } throws: { error in
                "\(error)".contains("models/none.bin") && "\(error)".contains("--resources")
            }
        }
    }

    @Test func `the running program has a real path`() throws {
        let path = try #require(Resources.executablePath())
        #expect(FileManager.default.isExecutableFile(atPath: path))
    }
}
