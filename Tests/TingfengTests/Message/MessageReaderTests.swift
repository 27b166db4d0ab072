import Foundation
import Testing
import TingfengText

@testable import Tingfeng

@Suite struct MessageReaderTests {
    private let csv = "id,time,subject,detail\n1,2024-1-2,题,\"文\n二\"\n2,2024-1-3,题,文\n"

    /// `csv` in two gzip members, cut inside a character.
    private let packed =
        "H4sIAAAAAAACA8tM0SnJzE3VKS5NykpNLtFJSS1JzMzhMtQxMjAy0TXUNdJ5uWiGjtIzAGY20kYoAAAAH4sIAAAAAAACA5vWzvVkV48Sl5GOkYGRia6hrrHOy0UzdJ5Na+cCAGOmIPsbAAAA"

    @Test func `any bytes give rows or one error`() throws {
        var random = SeededGenerator(seed: 6)
        let pieces = [
            "\"", ",", "\n", "{", "}", "[", "]", ":", "\\", "id", "time", "body", "文", "1",
            "\u{FEFF}", " ",
        ]
        for turn in 0..<1500 {
            var bytes: [UInt8] = turn.isMultiple(of: 3) ? Array(csv.utf8) : []
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                let isNoise = Int.random(in: 0..<4, using: &random) == 0
                bytes +=
                    isNoise
                    ? [.random(in: 1...255, using: &random)]
                    : Array((pieces.randomElement(using: &random) ?? "").utf8)
            }
            for format in ReaderOptions.Format.allCases {
                _ = try? ReadResult(bytes) {
                    $0.format = format
                    $0.required = []
                    $0.maxMessageBytes = 16
                }
            }
        }
    }

    @Test func `random bytes never crash`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<600 {
            let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try? ReadResult([0x1F, 0x8B, 0x08] + bytes)
            _ = try? ReadResult(Array("id,time,body\n".utf8) + bytes)
            _ = try? ReadResult([0xFF, 0xFE] + bytes)
            _ = try? ReadResult(bytes)
        }
    }

    @Test func `damaged rows never hide the good rows around them`() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<1000 {
            let width = Int.random(in: 1...20, using: &random)
            let noise = (0..<width).map { _ in Array("\",a文\n").randomElement(using: &random) ?? "a"
            }
            let tail = (10..<40).map { "\($0),2024-1-2,题,文\n" }.joined()
            let read = try ReadResult(csv + String(noise) + "\n" + tail)
            #expect(read.ids.suffix(28) == (12..<40).map(String.init)[...])
        }
    }

    @Test func `gzip is unpacked, member after member`() throws {
        let bytes = Array(try #require(Data(base64Encoded: packed)))
        #expect(try ReadResult(bytes).messages == ReadResult(csv).messages)
        #expect(throws: ReaderError.damaged(path: "in", part: nil)) {
            _ = try ReadResult(Array(bytes.dropLast(12)))
        }
    }

    @Test func `an array survives a broken object`() throws {
        let good = #"{"id":"1","time":"2024-1-2","body":"文"}"#
        let read = try ReadResult("[\(good),{\"id\":\"2,\"body\":\"x\"},\(good), 5, \(good)]")
        #expect(read.ids == ["1", "1", "1"])
        #expect(read.rejected.map(\.reason) == [.malformed, .malformed])
    }

    @Test func `an object spread over lines is read`() throws {
        let read = try ReadResult(
            "{\n \"id\": \"1\",\n \"time\": \"2024-1-2\",\n \"body\": \"文\"\n}\n{\n \"id\":\"2\",\"time\":\"2024-1-2\",\"body\":\"b\"}"
        )
        #expect(read.ids == ["1", "2"])
    }

    @Test func `a missing file, a folder and a file without permission say so`() {
        for (path, reason) in [("/nonexistent/x.csv", "文件不存在"), ("/", "是一个目录")] {
            #expect(throws: ReaderError.unreadable(path: path, reason: reason)) {
                _ = try MessageReader(path: path, options: ReaderOptions()).rowCount
            }
        }
    }

    @Test func `memory does not grow with the input`() throws {
        let window = ByteWindow(EndlessInput())
        let rows = try CSVRows(window, decoder: CellDecoder(.utf8), limit: 1 << 20, path: "in")
        for _ in 0..<50_000 { _ = try rows.next() }
        #expect(window.count <= ByteWindow.chunk)
    }
}

/// Rows without end.
private final class EndlessInput: ByteInput {
    private let block = Array(String(repeating: "1,2024-1-2,题,正文正文\n", count: 100).utf8)

    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(block.count, target.count)
        block.withUnsafeBytes {
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
        return count
    }
}
