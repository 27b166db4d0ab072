import Testing

@testable import TingfengServer

@Suite(.serialized) struct WriteTurnTests {
    /// Counts those that write at the same time.
    private actor Watch {
        private(set) var most = 0
        private(set) var done = 0
        private var inside = 0

        func enter() {
            inside += 1
            most = max(most, inside)
        }

        func leave() {
            inside -= 1
            done += 1
        }
    }

    @Test func `only one writes at a time and all come to their turn`() async throws {
        let turn = WriteTurn()
        let watch = Watch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await turn.run {
                        await watch.enter()
                        await Task.yield()
                        await watch.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await watch.most == 1)
        #expect(await watch.done == 40)
    }

    @Test func `a failure gives the turn on`() async throws {
        let turn = WriteTurn()
        await #expect(throws: ServerError.busy) { try await turn.run { throw ServerError.busy } }
        #expect(try await turn.run { 1 } == 1)
    }
}
