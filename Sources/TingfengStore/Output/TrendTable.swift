public import Tingfeng

extension Trend {
    /// The points as a table.
    public func table(time: LocalTime) -> OutputTable {
        let columns = [
            OutputColumn("start", zh: "时间", en: "Start"),
            OutputColumn("messages", zh: "留言数", en: "Messages", .right),
            OutputColumn("expected", zh: "预期数", en: "Expected", .right),
            OutputColumn("lower", zh: "下限95%", en: "Lower 95%", .right),
            OutputColumn("upper", zh: "上限95%", en: "Upper 95%", .right),
            OutputColumn("forecast", zh: "预测", en: "Forecast"),
            OutputColumn("partial", zh: "未结束", en: "Partial"),
        ]
        return OutputTable(columns: columns, rows: points.map { $0.cells(bin, time) })
    }

    /// The points as a plot draws them.
    public func plotPoints(time: LocalTime) -> [PlotPoint] {
        points.map { point in
            PlotPoint(
                day: time.dayNumber(point.start),
                hour: bin == .hour ? time.civil(point.start).hour : nil,
                count: point.isForecast ? nil : point.messages,
                expected: point.expected,
                band95: point.upper.map { PlotBand(lower: point.lower ?? 0, upper: $0) },
                isAlarm: !point.isForecast && Double(point.messages) > (point.upper ?? .infinity),
                isForecast: point.isForecast,
                isProvisional: point.isPartial
            )
        }
    }
}

extension Trend.Point {
    fileprivate func cells(_ bin: Trend.Bin, _ time: LocalTime) -> [OutputValue] {
        let start: OutputValue =
            bin == .hour
            ? .time(start, offset: time.offset(at: start)) : .date(time.dayNumber(start))
        let number = { (value: Double?, decimals: Int) in
            value.map { OutputValue.double($0, decimals: decimals) } ?? .null
        }
        return [
            start, isForecast ? .null : .int(messages), number(expected, 2), number(lower, 0),
            number(upper, 0), .bool(isForecast), .bool(isPartial),
        ]
    }
}
