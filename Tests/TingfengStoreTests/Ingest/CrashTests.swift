import Foundation
import Testing

@testable import TingfengStore

/// A batch is stored whole or not at all, whenever its process dies.
@Suite(.serialized) struct CrashTests {
    /// Takes the file in and returns the seconds it took.
    private func undisturbed(_ scene: CrashScene) throws -> Double {
        let start = Date()
        let child = try scene.startIngest()
        child.waitUntilExit()
        #expect(child.terminationStatus == 0)
        return Date().timeIntervalSince(start)
    }

    /// Takes the file in while reading all the time.
    private func observed(_ scene: CrashScene) async throws {
        let child = try scene.startIngest()
        var seen: Set<Set<Int>> = []
        while child.isRunning {
            seen.insert(try scene.visible())
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(child.terminationStatus == 0)
        let allowed: Set<Set<Int>> = [[scene.small], [scene.small + scene.large]]
        #expect(seen.isSubset(of: allowed))
        #expect(seen.contains([scene.small]))
    }

    @Test(
        .enabled("the program is built") { ChildProgram() != nil },
        arguments: [(true, 13), (false, 12)]
    )
    func `a killed ingest leaves all of a batch or nothing`(isSorted: Bool, kills: Int) async throws
    {
        let scene = try CrashScene(try #require(ChildProgram()), isSorted: isSorted)
        let whole: Set = [scene.small + scene.large]
        let duration = try undisturbed(scene)
        let contents = try scene.contents()
        #expect(contents.count == scene.small + scene.large)
        try scene.reset()
        try await observed(scene)
        try scene.reset()
        var random = SeededGenerator(seed: isSorted ? 102 : 103)
        var interrupted = 0
        for turn in 0..<kills {
            let child = try scene.startIngest()
            let delay = Double.random(in: 0..<duration, using: &random)
            try await Task.sleep(for: .seconds(delay))
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            let visible = try scene.visible()
            #expect(visible == whole || visible == [scene.small], "kill \(turn) after \(delay) s")
            // Every other time the next ingest has to find out by itself.
            if turn.isMultiple(of: 2) {
                #expect(try Store(opening: scene.database).examine().isSound)
                #expect(try scene.visible() == visible)
            }
            if visible == whole { try scene.reset() } else { interrupted += 1 }
        }
        #expect(interrupted > kills / 3)
        let last = try scene.startIngest()
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        #expect(try scene.visible() == whole)
        #expect(try scene.contents() == contents)
        #expect(try Store(opening: scene.database).examine().isSound)
    }
}
