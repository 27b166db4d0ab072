import GRDB
import Tingfeng
import TingfengTrends

/// Who called about which matter on which day, as known at a moment that moves on.
struct MatterCalls {
    /// A burst of one matter.
    struct Finding {
        var matter: Int64
        var burst: MatterBurst
    }

    private struct Member {
        var message: Int64
        var call: MatterBurst.Call
        var category: String
        var region: String
    }

    /// A message joins a matter or leaves it.
    private struct Step {
        var known: Int64
        var joins: Bool
        var matter: Int64
        var member: Member
    }

    /// Days before it are not judged.
    private let first: Int
    private let steps: [Step]
    private var next = 0
    private var members: [Int64: [Member]] = [:]
    /// Bursts by day number and matter.
    private var bursts: [Int: [Int64: MatterBurst]] = [:]
    private var burstDays: [Int64: [Int]] = [:]
    /// The earliest day that a matter must be judged from.
    private var changed: [Int64: Int] = [:]
    private var start: Int?

    /// Reads what is known up to the last moment that will be asked for; if only some days will be,
    /// the matters with a call in them and what their judgement looks back to.
    init(_ db: Database, time: LocalTime, upTo last: Int64, days: ClosedRange<Day>? = nil) throws {
        first = days?.lowerBound.number ?? .min
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT f.known_at, f.until, f.event_at, f.matter, f.message, f.caller, c.path, r.path
                FROM \(days == nil ? "fact f" : Self.recentFacts)
                JOIN category c ON c.id = f.category JOIN region r ON r.id = f.region
                WHERE f.known_at <= :last
                """,
            arguments: Self.arguments(time, days) + ["last": last]
        )
        var callers: [String: Int] = [:]
        var steps: [Step] = []
        while let row = try rows.next() {
            let message: Int64 = row[4]
            let caller: String = row[5] ?? "message \(message)"
            let number = callers[caller] ?? callers.count
            callers[caller] = number
            let member = Member(
                message: message,
                call: MatterBurst.Call(day: time.dayNumber(row[2]), caller: number),
                category: row[6],
                region: row[7]
            )
            steps.append(Step(known: row[0], joins: true, matter: row[3], member: member))
            if let until: Int64 = row[1], until <= last {
                steps.append(Step(known: until, joins: false, matter: row[3], member: member))
            }
        }
        // Who leaves does so before who joins at the same moment.
        self.steps = steps.sorted {
            ($0.known, $0.joins ? 1 : 0, $0.member.message)
                < ($1.known, $1.joins ? 1 : 0, $1.member.message)
        }
    }

    private static let recentFacts = """
        (
            SELECT DISTINCT matter FROM fact WHERE event_at >= :from AND event_at < :end
        ) m JOIN fact f ON f.matter = m.matter AND f.event_at >= :reach AND f.event_at < :end
        """

    private static func arguments(
        _ time: LocalTime,
        _ days: ClosedRange<Day>?
    ) -> StatementArguments {
        guard let days else { return [:] }
        let from = days.lowerBound.number
        return [
            "from": time.startOfDay(number: from),
            "reach": time.startOfDay(number: from - MatterBurst.reach),
            "end": time.startOfDay(number: days.upperBound.number + 1),
        ]
    }

    /// Takes in what became known by a moment and judges what that changes, up to `today`.
    mutating func judge(upTo asOf: Int64, today: Int, start: Int) {
        while next < steps.count, steps[next].known <= asOf {
            apply(steps[next])
            next += 1
        }
        if self.start != start {
            self.start = start
            for matter in members.keys { changed[matter] = first }
        }
        for (matter, day) in changed { judge(matter, from: day, today) }
        // Calls dated after today wait for their day.
        changed = changed.filter { matter, _ in
            members[matter]?.last.map { $0.call.day > today } ?? false
        }
    }

    private mutating func apply(_ step: Step) {
        var list = members[step.matter] ?? []
        let day = step.member.call.day
        if step.joins {
            let order = { (member: Member) in (member.call.day, member.message) }
            let place =
                list.lastIndex { order($0) < order(step.member) }.map { $0 + 1 } ?? 0
            list.insert(step.member, at: place)
        } else {
            list.removeAll { $0.message == step.member.message && $0.call == step.member.call }
        }
        members[step.matter] = list
        changed[step.matter] = min(changed[step.matter] ?? day, day)
    }

    private mutating func judge(_ matter: Int64, from: Int, _ today: Int) {
        for day in burstDays[matter] ?? [] where day >= from { bursts[day]?[matter] = nil }
        burstDays[matter]?.removeAll { $0 >= from }
        guard let start, let list = members[matter] else { return }
        let calls = list.map(\.call)
        guard Set(calls.map(\.caller)).count >= MatterBurst.leastCallers else { return }
        for day in Set(calls.map(\.day)).sorted() where day >= from && day <= today {
            let from = Self.place(of: day - MatterBurst.reach + 1, in: list)
            let near = calls[from..<Self.place(of: day + 1, in: list)]
            guard let burst = MatterBurst(Array(near), on: day, start: start) else { continue }
            bursts[day, default: [:]][matter] = burst
            burstDays[matter, default: []].append(day)
        }
    }

    /// Ids of the matters that were read, parted by commas.
    var ids: String { Set(steps.map(\.matter)).sorted().map(String.init).joined(separator: ",") }

    /// Bursts of a day, matters in order of their age.
    func findings(on day: Int) -> [Finding] {
        (bursts[day] ?? [:]).sorted { $0.key < $1.key }.map { Finding(matter: $0, burst: $1) }
    }

    /// Messages of a matter on a day that a series counts too.
    func messages(of matter: Int64, in series: SeriesDimensions, on day: Int) -> Int {
        let list = members[matter] ?? []
        return list[Self.place(of: day, in: list)...].prefix { $0.call.day == day }.count {
            Self.lies($0.category, below: series.category)
                && Self.lies($0.region, below: series.region)
        }
    }

    /// Whether a matter has a burst on a day.
    func hasBurst(of matter: Int64, on day: Int) -> Bool { bursts[day]?[matter] != nil }

    /// Where a day begins in a list in order of days.
    private static func place(of day: Int, in list: [Member]) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle].call.day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Matters with a call, summed over days.
    func touched(in days: ClosedRange<Int>) -> Int {
        members.values.reduce(0) { $0 + Set($1.map(\.call.day).filter(days.contains)).count }
    }

    private static func lies(_ path: String, below root: String?) -> Bool {
        guard let root else { return true }
        return path == root || path.hasPrefix(root + "/")
    }
}
