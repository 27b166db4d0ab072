import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// The moment a question is asked for.
struct AsOfOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("截至时点：只用此刻以前到达的数据；只写日期指当天结束", valueName: "time")
    )
    var asOf: String?

    /// Returns the moment that was asked for, if one was.
    func asked(_ installation: Installation) throws -> Int64? {
        try asOf.map { try installation.time.parse($0, bareDate: .end) }
    }

    /// Returns the asked or the default moment, and says so where it is not now.
    func resolve(_ installation: Installation, _ store: Store, _ global: GlobalOptions) throws
        -> AsOf
    {
        if let time = try asked(installation) { return AsOf(time: time) }
        let moment = try store.defaultAsOf(now: Clock.now())
        if moment.isNewestArrival {
            let time = installation.time.rfc3339(moment.time)
            global.note("数据截至 \(time)（最新一条的到达时间）。", en: "Data as of \(time), the newest arrival.")
        }
        return moment
    }
}

/// The system's clock; the only place that reads it.
enum Clock {
    @Sendable static func now() -> Int64 {
        Int64(Date().timeIntervalSince1970)
    }
}
