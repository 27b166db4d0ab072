import Foundation
import Testing
import Tingfeng
import TingfengTrends

@Suite struct ExternalDetectorTests {
    private static let day = Day(number: 20_000)

    private static func series(_ counts: [Int32], name: String = "供水") -> CountSeries {
        CountSeries(key: SeriesKey(name), first: Bin(day: day), counts: counts)
    }

    /// A program that answers each line with the next of its lines.
    private static func echo(_ lines: String...) -> String {
        let words = lines.map { "read x; printf '%s\\n' '\($0)'" }
        return words.joined(separator: "; ")
    }

    @Test func `answers become findings, line by line`() throws {
        let first = #"{"series":"供水","expected":[2,3],"p":[0.5,1e-7],"upper":[5,7]}"#
        let second = #"{"series":"路灯","p":[0.2],"expected":[1.5],"drop_p":[0.01]}"#
        let detector = ExternalDetector(command: Self.echo(first, second))
        let found = try detector.judge(Self.series([1, 2, 3, 30]), from: 2, lastBinShare: 0.5)
        #expect(found.map(\.p) == [0.5, 1e-7])
        #expect(found.map(\.count) == [3, 30])
        #expect(found.map(\.bin) == [2, 3].map { Bin(day: Self.day.advanced(by: $0)) })
        #expect(found.map(\.upper) == [5, 7])
        #expect(found.map(\.isProvisional) == [false, true])
        #expect(abs(found[1].score - 5.2) < 0.05)
        let other = try detector.judge(Self.series([4], name: "路灯"), from: 0)
        #expect(other.map(\.dropP) == [0.01])
        #expect(other.map(\.upper) == [2])
    }

    @Test func `what was rehearsed is not asked again`() throws {
        let answer = #"{"series":"供水","expected":[2],"p":[0.5]}"#
        let detector = ExternalDetector(command: Self.echo(answer))
        try detector.rehearse { _ = try detector.judge(Self.series([1]), from: 0) }
        #expect(try detector.judge(Self.series([1]), from: 0).map(\.p) == [0.5])
        #expect(throws: ExternalDetectorError.self) {
            try detector.judge(Self.series([1]), from: 0)
        }
    }

    @Test(arguments: [
        ("exit 3", "退出"), ("no-such-program-here", "退出"), ("sleep 600", "秒没有回答"),
        ("cat", "缺少 p"), ("read x; echo hello", "不是一行 JSON"), ("yes 1", "不是一行 JSON"),
        (#"read x; echo '{"series":"x","p":[1],"expected":[1]}'"#, "答的不是"),
        (#"read x; echo '{"series":"供水","p":[1,1],"expected":[1]}'"#, "应为 1 个数"),
        (#"read x; echo '{"series":"供水","p":[1.5],"expected":[1]}'"#, "应为 1 个数"),
        (#"read x; echo '{"series":"供水","p":[null],"expected":[1]}'"#, "应为 1 个数"),
        ("head -c 18000000 /dev/zero; sleep 600", "一行超过"),
    ])
    func `a program that is of no use is told apart`(command: String, says: String) throws {
        let patience: Double = command == "sleep 600" ? 1 : 300
        let detector = ExternalDetector(command: command, patience: patience)
        let error = #expect(throws: ExternalDetectorError.self) {
            try detector.judge(Self.series([1]), from: 0)
        }
        let sentence = try #require(error).description
        #expect(sentence.contains(says), "\(sentence)")
        #expect(sentence.contains(command))
    }

    @Test func `a question longer than a pipe gets through to one who reads slowly`() throws {
        let answer = #"{"series":"供水","expected":[1],"p":[0.5]}"#
        let detector = ExternalDetector(command: "sleep 0.2; \(Self.echo(answer))")
        let counts = Array(repeating: Int32(1_000_000), count: 100_000)
        #expect(try detector.judge(Self.series(counts), from: 99_999).count == 1)
    }
}
