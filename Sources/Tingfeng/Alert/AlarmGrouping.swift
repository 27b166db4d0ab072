/// Lets one series speak for an event that shows in many (合并).
///
/// The city, its districts and their categories count the same messages. Alarms of open incidents
/// come first, so that an event keeps its name from day to day, then the least likely by chance. An
/// alarm is dropped when at least half of its excess lies in messages that alarms chosen before it
/// count too; explanations still list what it would have said as a part. A matter always speaks: it
/// says what the messages are about. So does a rule: somebody wished to be told.
public enum AlarmGrouping {
    /// Share of an alarm's excess that others must account for.
    static let explainedShare = 0.5

    /// Returns the alarms that speak, ranked, least likely by chance first.
    ///
    /// `excess` tells how many messages more than expected a series has in an alarm's bin, and `isOpen`
    /// whether an incident of the alarm's series was open when the day began.
    public static func group(
        _ alarms: [Alarm],
        isOpen: (Alarm) -> Bool,
        excess: (SeriesDimensions, Alarm) -> Double
    ) -> [Alarm] {
        var chosen: [Alarm] = []
        for alarm in alarms.sorted(by: { precedes($0, $1, isOpen) }) {
            let explained = chosen.filter { ($0.name == .drop) == (alarm.name == .drop) }
                .compactMap { $0.dimensions.intersection(alarm.dimensions) }
                .reduce(0) { $0 + max(0, excess($1, alarm)) }
            let isNews = explained < explainedShare * alarm.excess
            if speaksAlways(alarm) || isNews { chosen.append(alarm) }
        }
        return ranked(chosen)
    }

    private static func speaksAlways(_ alarm: Alarm) -> Bool {
        alarm.name == .matterRise || alarm.name == .rule
    }

    private static func ranked(_ alarms: [Alarm]) -> [Alarm] {
        var alarms = alarms.sorted { precedes($0, $1, { _ in false }) }
        for index in alarms.indices { alarms[index].rank = index + 1 }
        return alarms
    }

    private static func precedes(_ left: Alarm, _ right: Alarm, _ isOpen: (Alarm) -> Bool) -> Bool {
        let keys = [left, right].map { alarm in
            (speaksAlways(alarm) ? 0 : 1, isOpen(alarm) ? 0 : 1, alarm.p, -alarm.score)
        }
        return keys[0] == keys[1]
            ? left.dimensions.name < right.dimensions.name : keys[0] < keys[1]
    }
}
