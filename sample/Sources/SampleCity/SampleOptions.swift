import Foundation

/// The command line.
struct SampleOptions {
    private var path = ""
    var seed: UInt64 = 12_345
    var from = CivilDate(year: 2025, month: 7, day: 1)
    var days = 365
    var data = Self.defaultData

    var output: URL { URL(fileURLWithPath: path, isDirectory: true) }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                path = argument
                continue
            }
            guard let value = rest.popFirst() else { throw SampleError.usage("\(argument) 缺少值") }
            try set(argument, value)
        }
        guard !path.isEmpty else { throw SampleError.usage("缺少输出目录") }
        let last = from.adding(days: days - 1)
        guard from >= HolidayTable.firstDay, last <= HolidayTable.lastDay else {
            throw SampleError.usage("节假日表只到 2025-01-01 至 2026-12-31，请缩短 --days 或改 --from")
        }
    }

    private mutating func set(_ option: String, _ value: String) throws {
        switch (option, UInt64(value), CivilDate(value)) {
        case ("--seed", let seed?, _): self.seed = seed
        case ("--days", let days?, _) where 1...730 ~= days: self.days = Int(days)
        case ("--from", _, let from?): self.from = from
        case ("--data", _, _): data = URL(fileURLWithPath: value, isDirectory: true)
        default: throw SampleError.usage("无法识别 \(option) \(value)")
        }
    }

    /// `sample` in the working folder, else beside the sources this binary was built from.
    private static var defaultData: URL {
        let local = URL(fileURLWithPath: "sample", isDirectory: true)
        let kernels = local.appendingPathComponent("kernels").path
        if FileManager.default.fileExists(atPath: kernels) { return local }
        return (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
    }
}
