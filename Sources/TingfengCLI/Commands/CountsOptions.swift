import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore
import TingfengTrends

/// Options of the filters that read counts and need no database.
struct CountsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("计数表（CSV：series_id,date,count），- 为标准输入", valueName: "file"))
    var counts: String?
    @Option(help: "计数表的时间段：时、日、周")
    var bin = Trend.Bin.day
    @Option(help: ArgumentHelp("日历：none、cn 或文件（h、d 默认 cn，w 默认 none）", valueName: "name"))
    var calendar: String?

    private var unit: BinUnit {
        switch bin {
        case .hour: .hour
        case .day: .day
        case .week: .week
        }
    }

    /// Reads the table of counts.
    func table() throws -> CountTable {
        guard let counts else { throw UsageError("请用 --counts 给出计数表。") }
        do {
            return try CountTable(csv: try Input.bytes(counts), unit: unit)
        } catch let error as TrendsError {
            throw InputFailure(description: "\(Input.name(counts))：\(error)")
        }
    }

    /// The calendar that was asked for.
    func holidays(_ global: GlobalOptions) throws -> HolidayCalendar {
        switch calendar ?? (bin == .week ? "none" : "cn") {
        case "none":
            return .none
        case "cn":
            return try global.installation.shippedCalendar()
        case let path:
            return try global.installation.calendar(at: path)
        }
    }

    /// The settings for the asked width of bins.
    var parameters: TrendParameters {
        switch bin {
        case .hour: .hourly
        case .day: .daily
        case .week: .weekly
        }
    }

    static func day(_ text: String) throws -> Day {
        let start = try LocalTime.china.parse(text, bareDate: .start)
        return Day(number: LocalTime.china.dayNumber(start))
    }
}

/// Reads whole inputs of filters.
enum Input {
    /// Returns the bytes of a file or, for `-`, of the standard input.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReaderError.unreadable(path: path, reason: reason(path))
        }
        return Array(data)
    }

    /// Names an input in a sentence.
    static func name(_ path: String) -> String {
        path == "-" ? "标准输入" : path
    }

    private static func reason(_ path: String) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return "文件不存在"
        }
        return isFolder.boolValue ? "是一个目录" : "没有权限"
    }
}
