import Foundation

/// A child process that answers a line with a line.
struct Program {
    let command: String
    /// Seconds that an answer may take.
    let patience: Double
    private var child: Child?
    /// Whether answers are kept to be given once more.
    var isRehearsal = false
    /// Answers by question.
    private var known: [String: String] = [:]

    /// Bytes of an answer, at most.
    private static let longest = 16 << 20

    init(command: String, patience: Double) {
        self.command = command
        self.patience = patience
    }

    mutating func answer(_ question: String, about series: String) throws -> String {
        if !isRehearsal, let answer = known.removeValue(forKey: question) { return answer }
        let child = try child ?? start()
        self.child = child
        let deadline = Date().addingTimeInterval(patience)
        do {
            try child.write(Array((question + "\n").utf8), before: deadline)
            let answer = try child.readLine(before: deadline, longest: Self.longest)
            if isRehearsal { known[question] = answer }
            return answer
        } catch {
            self.child = nil
            switch error {
            case .dead: throw ExternalDetectorError.dead(command: command, series: series)
            case .slow:
                throw ExternalDetectorError.slow(
                    command: command,
                    series: series,
                    seconds: patience
                )
            case .babbling:
                let problem = "序列 \(series) 的一行超过 \(Self.longest >> 20) MiB"
                throw ExternalDetectorError.senseless(command: command, problem: problem)
            }
        }
    }

    private func start() throws -> Child {
        do {
            return try Child(command)
        } catch {
            throw ExternalDetectorError.notStarted(command: command)
        }
    }
}

/// A running shell command with both ends of its pipes; killed with all it started when let go.
private final class Child {
    enum Failure: Error {
        case dead, slow, babbling
    }

    private let process = Process()
    private let input: Int32
    private let output: Int32
    private let pipes: [Pipe]
    private var buffer: [UInt8] = []

    init(_ command: String) throws {
        // A program that is gone shows in the failed write, not by a signal that ends us.
        signal(SIGPIPE, SIG_IGN)
        let (toChild, fromChild) = (Pipe(), Pipe())
        pipes = [toChild, fromChild]
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = toChild
        process.standardOutput = fromChild
        input = toChild.fileHandleForWriting.fileDescriptor
        output = fromChild.fileHandleForReading.fileDescriptor
        try process.run()
        for descriptor in [input, output] {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
    }

    deinit {
        // Foundation starts a child in a process group of its own.
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func write(_ bytes: [UInt8], before deadline: Date) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN || errno == EINTR {
                // The pipe is full.
                try wait(input, POLLOUT, deadline)
            } else {
                throw .dead
            }
        }
    }

    func readLine(before deadline: Date, longest: Int) throws(Failure) -> String {
        var searched = 0
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            searched = buffer.count
            guard searched < longest else { throw .babbling }
            try wait(output, POLLIN, deadline)
            try fill()
        }
    }

    private func fill() throws(Failure) {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(output, &part, part.count)
        if count > 0 {
            buffer += part[..<count]
        } else if count == 0 || errno != EAGAIN && errno != EINTR {
            throw .dead
        }
    }

    private func wait(_ descriptor: Int32, _ event: Int32, _ deadline: Date) throws(Failure) {
        let milliseconds = deadline.timeIntervalSinceNow * 1000
        guard milliseconds > 0 else { throw .slow }
        var waited = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        if poll(&waited, 1, Int32(min(milliseconds, 1000).rounded(.up))) < 0, errno != EINTR {
            throw .dead
        }
    }
}
