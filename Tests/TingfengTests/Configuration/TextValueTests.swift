import Testing

@testable import Tingfeng

@Suite struct TextValueTests {
    @Test(arguments: [
        ("90s", 90), ("15m", 900), ("1h", 3_600), ("24h", 86_400), ("365d", 31_536_000),
        ("2w", 1_209_600), ("5y", 157_784_760),
    ])
    func `a time span is a whole number with a unit`(text: String, seconds: Int64) {
        #expect(TimeSpan(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "15", "h", "-1h", "0m", "1.5h", "1 h", "1H", "٣h", "1e3h", "9999y", "1h30m",
    ])
    func `what is no time span is refused`(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(arguments: [("24h", "1d"), ("90m", "90m"), ("14d", "14d"), ("5y", "5y"), ("61s", "61s")])
    func `a time span prints in its longest unit and reads back`(text: String, printed: String) {
        #expect(TimeSpan(text)?.description == printed)
        #expect(TimeSpan(printed) == TimeSpan(text))
    }

    @Test(arguments: [
        ("32MiB", 33_554_432), ("512KiB", 524_288), ("1GB", 1_000_000_000), ("1.5MiB", 1_572_864),
        ("7", 7), ("7B", 7),
    ])
    func `a byte size takes binary and decimal units`(text: String, bytes: Int) {
        #expect(ByteSize(text)?.bytes == bytes)
        #expect(ByteSize(ByteSize(bytes: bytes).description)?.bytes == bytes)
    }

    @Test(arguments: ["", "0", "-1", "32mib", "32 MiB", "1.3B", "9e9GiB", "MiB"])
    func `what is no byte size is refused`(text: String) {
        #expect(ByteSize(text) == nil)
    }

    @Test(arguments: [
        ("60/min", 86_400.0), ("5/day", 5), ("0.5/d", 0.5), ("7/week", 1), ("1/h", 24),
    ])
    func `a rate counts per unit of time`(text: String, perDay: Double) {
        #expect(Rate(text)?.perDay == perDay)
    }

    @Test(arguments: ["5", "/day", "0/day", "5/", "5/month", "5/day/h", "x/day", "5d/day"])
    func `what is no rate is refused`(text: String) {
        #expect(Rate(text) == nil)
    }

    @Test func `an address has a host and a port`() {
        #expect(ListenAddress("127.0.0.1:8710") == ListenAddress(host: "127.0.0.1", port: 8710))
        #expect(ListenAddress("[::1]:0")?.host == "::1")
        #expect(ListenAddress("[::1]:0")?.description == "[::1]:0")
        for text in ["8710", ":8710", "a:", "a:70000", "::1:80", "http://a:80", "a b:80", "a:-1"] {
            #expect(ListenAddress(text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.0.1", true), ("localhost", true), ("::1", true),
        ("0.0.0.0", false), ("127.0.0.1.example.org", false), ("127.a.0.1", false),
    ])
    func `only this machine reaches a loopback address`(host: String, isLoopback: Bool) {
        #expect(ListenAddress(host: host, port: 1).isLoopback == isLoopback)
    }

    @Test func `working hours lie within a day`() {
        #expect(WorkdayHours("9:00-17:30")?.description == "09:00-17:30")
        #expect(WorkdayHours("00:00-24:00")?.end == 1_440)
        for text in ["9-17", "17:00-09:00", "09:00-24:30", "09:60-10:00", "09:00", "a:b-c:d"] {
            #expect(WorkdayHours(text) == nil, "\(text)")
        }
    }
}
