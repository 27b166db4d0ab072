/// The words on plots, in both languages.
struct PlotWords {
    let language: Language

    var observed: String { language.text(zh: "实际", en: "observed") }
    var expected: String { language.text(zh: "预期", en: "expected") }
    var forecast: String { language.text(zh: "预测", en: "forecast") }
    var band80: String { language.text(zh: "80%区间", en: "80% band") }
    var band95: String { language.text(zh: "95%区间", en: "95% band") }
    var alarm: String { language.text(zh: "超限", en: "above") }
    var provisional: String { language.text(zh: "未完", en: "not over") }

    var empty: String { language.text(zh: "无数据", en: "no data") }

    /// Returns `2025-05-01 至 2025-07-14`.
    func period(_ points: [PlotPoint]) -> String {
        guard let first = points.first, let last = points.last else { return "" }
        if points.count == 1 { return first.name }
        return first.name + language.text(zh: " 至 ", en: " to ") + last.name
    }

    /// Returns one sentence that says what the plot shows, for those who do not see it.
    func summary(_ points: [PlotPoint]) -> String {
        let observed = points.filter { $0.count != nil }
        let total = DecimalText.grouped(observed.reduce(0) { $0 + ($1.count ?? 0) })
        let alarms = points.count { $0.isAlarm }
        let forecasts = points.count { $0.isForecast }
        var parts = [
            period(points),
            language.text(
                zh: "共 \(observed.count) 格，合计 \(total)",
                en: "\(observed.count) bins, total \(total)"
            ),
        ]
        if let peak = observed.max(by: { ($0.count ?? 0, $1.day) < ($1.count ?? 0, $0.day) }) {
            let count = DecimalText.grouped(peak.count ?? 0)
            parts.append(
                language.text(
                    zh: "最高 \(count)（\(peak.name)）",
                    en: "highest \(count) (\(peak.name))"
                )
            )
        }
        parts.append(language.text(zh: "超限 \(alarms) 处", en: "\(alarms) above the band"))
        if forecasts > 0 {
            parts.append(language.text(zh: "预测 \(forecasts) 格", en: "\(forecasts) forecast"))
        }
        return parts.joined(separator: language.text(zh: "，", en: ", "))
            + language.text(zh: "。", en: ".")
    }

    /// Returns the numbers of one bin, shown when the pointer rests on it.
    func detail(_ point: PlotPoint) -> String {
        var parts: [String] = []
        if let count = point.count { parts.append("\(observed) \(DecimalText.grouped(count))") }
        if let mean = point.expected {
            let word = point.isForecast ? forecast : expected
            parts.append("\(word) \(DecimalText.fixed(mean, decimals: 1))")
        }
        if let band = point.band95 {
            let ends = [band.lower, band.upper].map { DecimalText.fixed($0, decimals: 1) }
            parts.append("\(band95) \(ends[0])–\(ends[1])")
        }
        if point.isAlarm { parts.append(alarm) }
        if point.isProvisional { parts.append(provisional) }
        let separator = language.text(zh: "，", en: ", ")
        return point.name + language.text(zh: "：", en: ": ") + parts.joined(separator: separator)
    }
}
