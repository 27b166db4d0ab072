import Foundation
import Tingfeng

/// Work that takes longer than a request should (任务), kept in memory: the newest hundred.
actor JobBook {
    /// What a job is to do.
    typealias Work = @Sendable () throws -> JSONValue

    private enum State {
        case waiting(Work)
        case running
        case done(JSONValue)
        case failed(ErrorResponse)
    }

    /// Ids of jobs to be done, in order.
    nonisolated let queue: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    private var states: [String: State] = [:]
    private var ids: [String] = []

    private static let mostKept = 100
    private static let mostWaiting = 16

    init() {
        (queue, continuation) = AsyncStream.makeStream()
    }

    /// Takes on a job and returns its id.
    ///
    /// - Throws: ``ServerError/busy`` if too many wait already.
    func add(_ work: @escaping Work) throws(ServerError) -> String {
        let waiting = states.values.count { if case .waiting = $0 { true } else { false } }
        guard waiting < Self.mostWaiting else { throw .busy }
        let id = UUID().uuidString.lowercased()
        states[id] = .waiting(work)
        ids.append(id)
        if ids.count > Self.mostKept { states[ids.removeFirst()] = nil }
        continuation.yield(id)
        return id
    }

    /// Hands out the work of a job that waited.
    func begin(_ id: String) -> Work? {
        guard case .waiting(let work) = states[id] else { return nil }
        states[id] = .running
        return work
    }

    func finish(_ id: String, _ result: Result<JSONValue, any Error>) {
        switch result {
        case .success(let json): states[id] = .done(json)
        case .failure(let error): states[id] = .failed(ErrorResponse(error))
        }
    }

    /// How a job stands; `nil` if it is unknown or long gone.
    func json(_ id: String) -> JSONValue? {
        let name = JSONMember("id", .string(id))
        switch states[id] {
        case .waiting: return .object([name, JSONMember("state", "waiting")])
        case .running: return .object([name, JSONMember("state", "running")])
        case .done(let json):
            return .object([name, JSONMember("state", "done"), JSONMember("result", json)])
        case .failed(let error):
            return .object([
                name, JSONMember("state", "failed"), JSONMember("error", .string(error.message)),
            ])
        case nil: return nil
        }
    }
}
