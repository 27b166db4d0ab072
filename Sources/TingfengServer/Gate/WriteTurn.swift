/// Lets one request at a time write; the others wait their turn without holding a thread.
///
/// The lock on the database file would make them wait too, but asleep on a thread that other
/// requests need.
actor WriteTurn {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// More than this are sent away rather than kept waiting.
    private static let most = 64

    /// - Throws: ``ServerError/busy`` if too many wait already, or what `body` throws.
    func run<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await take()
        defer { release() }
        return try await body()
    }

    private func take() async throws(ServerError) {
        guard isTaken else {
            isTaken = true
            return
        }
        guard waiting.count < Self.most else { throw .busy }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func release() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
