import Tingfeng
import TingfengStore
import TingfengTrends

/// Puts ``TodayData`` into words for the template.
struct TodayPage {
    let data: TodayData
    let time: LocalTime
    let language: Language
    let version: String
    /// How long each source may be silent, where the configuration says so.
    let patience: [String: TimeSpan]
    /// `&as_of=…` of a page about the past, for links to itself.
    let asOfQuery: String

    private var words: PageWords { PageWords(language: language) }

    /// What the template reads; absent values are left out, so that their sections vanish.
    var content: [String: Any] {
        var content: [String: Any] = [
            "lang": language == .zh ? "zh-CN" : "en", "langCode": language.rawValue,
            "otherLang": language == .zh ? "en" : "zh", "w": words.dictionary,
            "title": words.dictionary["today"] ?? "", "date": date, "note": note,
            "asOfQuery": asOfQuery, "tiles": tiles, "plot": plot(width: 1_100, height: 320),
            "narrowPlot": plot(width: 360, height: 260),
            "openCount": PageNumber.grouped(data.openCount),
            "hasAlerts": !data.alerts.isEmpty, "alerts": data.alerts.map(alert),
            "hasHot": !data.hot.isEmpty, "hot": data.hot.map(hot), "hasFeeds": !data.feeds.isEmpty,
            "feeds": data.feeds.map(feed), "version": version,
        ]
        if let more { content["more"] = more }
        return content
    }

    // MARK: - Head

    private var date: String {
        let day = Day(number: time.dayNumber(data.asOf.time))
        return "\(day) \(words.weekday(day.weekday))"
    }

    private var note: String {
        let moment = clock(data.asOf.time)
        guard data.asOf.isNewestArrival else {
            return text("数据截至 \(moment)。", "Data as of \(moment).")
        }
        return text(
            "数据截至 \(moment)（最新一条的到达时间）。",
            "Data as of \(moment), the newest arrival."
        )
    }

    private var tiles: [[String: Any]] {
        [
            tile("messages", PageNumber.grouped(data.messages), comparison),
            tile("projected", PageNumber.grouped(Int(data.projected.rounded())), usual),
            tile("open", PageNumber.grouped(data.openCount), severities),
            tile(
                "quarantine",
                PageNumber.grouped(data.statistics.quarantined),
                words.dictionary["rows"] ?? ""
            ),
        ]
    }

    private func tile(_ name: String, _ value: String, _ detail: String) -> [String: Any] {
        ["name": words.dictionary[name] ?? "", "value": value, "detail": detail]
    }

    private var comparison: String {
        let expected = data.expectedSoFar
        let wanted =
            "\(words.dictionary["expected"] ?? "") \(PageNumber.grouped(Int(expected.rounded())))"
        guard expected >= 1 else { return wanted }
        let percent = Int(((Double(data.messages) / expected - 1) * 100).rounded())
        return wanted + text("（", " (") + (percent > 0 ? "+" : "") + "\(percent)%" + text("）", ")")
    }

    private var usual: String {
        guard let day = data.day, let expected = day.expected else { return "" }
        let mean =
            "\(words.dictionary["usual"] ?? "") \(PageNumber.grouped(Int(expected.rounded())))"
        guard let lower = day.lower, let upper = day.upper else { return mean }
        return mean + text("，95% 在 ", ", 95% within ")
            + "\(PageNumber.grouped(Int(lower)))–\(PageNumber.grouped(Int(upper)))"
    }

    private var severities: String {
        let shown = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = data.openBySeverity[severity] ?? 0
            return count > 0 ? "\(words.severity(severity)) \(count)" : nil
        }
        return shown.joined(separator: text("、", ", "))
    }

    private func plot(width: Int, height: Int) -> String {
        let points = data.hours.plotPoints(time: time).map { point in
            // One hour of 24 above a 95 % band is no news; alarms are the list below.
            var point = point
            point.isAlarm = false
            return point
        }
        return CountPlot(
            title: text("来件", "Messages"),
            points: points,
            unit: text("件/小时", "per hour"),
            language: language,
            width: width,
            height: height
        ).svg()
    }

    // MARK: - Rows

    private func alert(_ alert: TodayData.Alert) -> [String: Any] {
        let incident = alert.incident
        let peak = incident.peak
        let span =
            incident.startsAt == incident.lastDay
            ? "\(incident.startsAt)" : "\(incident.startsAt) – \(incident.lastDay)"
        var content: [String: Any] = [
            "id": incident.id, "level": incident.severity.rawValue,
            "severity": words.severity(incident.severity), "state": words.state(incident.state),
            "name": peak.dimensions.isEverything
                ? text("全部留言", "All messages") : peak.dimensions.title,
            "span": span, "numbers": numbers(peak),
        ]
        if let reason = reason(alert.reason) { content["reason"] = reason }
        return content
    }

    private func numbers(_ peak: Alarm) -> String {
        let expected = PageNumber.decimal(peak.expected)
        let bound = PageNumber.grouped(Int(peak.upper))
        let change = peak.name == .rise ? text("突增", "rise") : text("骤降", "drop")
        return text(
            "\(peak.day) \(change)：实际 \(peak.observed) 件，预期 \(expected)，界限 \(bound)；当日预算内第 \(peak.rank) 条。",
            "\(peak.day) \(change): \(peak.observed) observed, \(expected) expected, bound \(bound); "
                + "no. \(peak.rank) in the day's budget."
        )
    }

    private func reason(_ reason: AlertReason) -> String? {
        let parts = [reason.place, reason.category].compactMap { part in
            part.map {
                text(
                    "\($0.name)占增量 \(PageNumber.percent($0.share))",
                    "\($0.name) \(PageNumber.percent($0.share)) of the excess"
                )
            }
        }
        let words =
            reason.words.isEmpty
            ? [] : [text("词：", "words: ") + reason.words.joined(separator: text("、", ", "))]
        let all = parts + words
        return all.isEmpty ? nil : all.joined(separator: text("；", "; "))
    }

    private var more: String? {
        let rest = data.openCount - data.alerts.count
        return rest > 0
            ? text("另有 \(rest) 条，见 /api/v1/alerts。", "\(rest) more at /api/v1/alerts.") : nil
    }

    private func hot(_ hot: TodayData.Hot) -> [String: Any] {
        let row = hot.row
        let last = time.dayNumber(data.asOf.time)
        let points = hot.days.enumerated().map { index, count in
            PlotPoint(day: last - hot.days.count + 1 + index, count: count)
        }
        let place = [row.category, row.place].compactMap { $0 }.filter { !$0.isEmpty }
        return [
            "rank": row.rank, "description": row.description,
            "where": place.joined(separator: " · "), "messages": PageNumber.grouped(row.messages),
            "callers": PageNumber.grouped(row.callers),
            "expected": PageNumber.decimal(row.expected),
            "heat": PageNumber.decimal(row.heat),
            "spark": Sparkline(title: words.dictionary["spark"] ?? "", points: points).svg(),
        ]
    }

    private func feed(_ feed: Feed) -> [String: Any] {
        [
            "source": feed.source,
            "newest": feed.newestArrival.map(clock) ?? text("7 天以前", "over 7 days ago"),
            "day": PageNumber.grouped(feed.lastDay), "week": PageNumber.grouped(feed.lastWeek),
            "state": state(of: feed),
        ]
    }

    /// Silence is judged against the clock, and only where the configuration expects something.
    private func state(of feed: Feed) -> String {
        guard let patience = patience[feed.source] else { return text("未设期限", "not watched") }
        let silence = data.now - (feed.newestArrival ?? 0)
        return silence <= patience.seconds
            ? text("正常", "ok") : text("静默（应每 \(patience)）", "silent (every \(patience) expected)")
    }

    // MARK: - Text

    private func text(_ zh: String, _ en: String) -> String { language.text(zh: zh, en: en) }

    /// `2025-07-14 09:05`.
    private func clock(_ moment: Int64) -> String {
        String(time.civil(moment).description.dropLast(3))
    }
}
