import Foundation
import Glibc
import Synchronization
import Tingfeng

/// Somebody who takes notices, as the test tells.
///
/// A thread of its own answers, for tests may hold every thread of the pool for longer than a sender
/// is patient.
final class Receiver: Sendable {
    struct Taken: Sendable {
        let body: [UInt8]
        /// By lower-case name.
        let headers: [String: String]

        func json() throws -> JSONValue { try JSONValue(parsing: body) }
    }

    private struct State {
        var taken: [Taken] = []
        /// Statuses to answer with, in order; 200 when they are used up.
        var answers: [Int] = []
    }

    private let state = Mutex(State())

    var taken: [Taken] { state.withLock { $0.taken } }

    func answer(_ statuses: Int...) { state.withLock { $0.answers += statuses } }

    private func take(_ post: Taken) -> Int {
        state.withLock { state in
            state.taken.append(post)
            return state.answers.isEmpty ? 200 : state.answers.removeFirst()
        }
    }

    /// Runs the receiver on a port of its own while `body` knows its address.
    func run<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let listener = try Listener()
        Thread { [self] in listener.serve { take($0) } }.start()
        defer { listener.close() }
        return try await body("http://127.0.0.1:\(listener.port)/hook")
    }
}

/// A socket that takes one post a connection.
private struct Listener: Sendable {
    private let socket: Int32
    let port: Int

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && listen(socket, 64) == 0
                    && getsockname(socket, address, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Ends `serve`.
    func close() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    func serve(_ take: (Receiver.Taken) -> Int) {
        while case let connection = accept(socket, nil, nil), connection >= 0 {
            if let post = read(connection) { answer(take(post), to: connection) }
            Glibc.close(connection)
        }
        Glibc.close(socket)
    }

    /// The post of a connection; nil if its sender died over it.
    private func read(_ connection: Int32) -> Receiver.Taken? {
        var bytes: [UInt8] = []
        var head: (headers: [String: String], end: Int)?
        while true {
            if head == nil { head = Self.head(bytes) }
            if let (headers, end) = head {
                let length = headers["content-length"].flatMap { Int($0) } ?? 0
                if bytes.count >= end + length {
                    return Receiver.Taken(body: Array(bytes[end...]), headers: headers)
                }
                if headers["expect"] != nil {
                    send("HTTP/1.1 100 Continue\r\n\r\n", to: connection)
                }
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    /// The header fields and where the body begins; nil before they are complete.
    private static func head(_ bytes: [UInt8]) -> (headers: [String: String], end: Int)? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
        var headers: [String: String] = [:]
        for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...]
            headers[line[..<colon].lowercased()] = value.trimmingCharacters(in: .whitespaces)
        }
        return (headers, end)
    }

    private func answer(_ status: Int, to connection: Int32) {
        let location = status == 302 ? "Location: /elsewhere\r\n" : ""
        let head = "HTTP/1.1 \(status) Told\r\n\(location)Content-Length: 0\r\n"
        send(head + "Connection: close\r\n\r\n", to: connection)
    }

    private func send(_ text: String, to connection: Int32) {
        _ = Glibc.send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL))
    }
}
