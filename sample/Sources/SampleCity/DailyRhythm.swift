/// How many messages a day brings and at which hours; every factor is a guess of ours.
struct DailyRhythm {
    /// Messages on an average day.
    static let base = 30.0

    private static let weekdays = [1.16, 1.09, 1.05, 1.02, 1.00, 0.80, 0.74]
    private static let months = [
        1.02, 0.92, 0.98, 0.97, 0.98, 1.03, 1.07, 1.08, 1.02, 0.94, 1.02, 1.08,
    ]
    private static let hours: [Double] = [
        6, 3, 2, 2, 2, 5, 12, 36, 78, 112, 124, 94, 52, 60, 96, 116, 102, 78, 50, 42, 38, 34, 24,
        12,
    ]
    private static let nightHours: [Double] = [
        30, 14, 8, 5, 3, 8, 10, 14, 22, 30, 32, 26, 18, 16, 22, 28, 26, 22, 26, 44, 66, 84, 90, 64,
    ]

    let holidays: HolidayTable

    /// Draws how many messages arrive on a day, a little more scattered than a Poisson count.
    func draw(on date: CivilDate, _ random: inout SplitMix64) -> Int {
        let mood = 0.80 + 0.05 * Double(random.below(9))
        let mean = expected(on: date) * mood
        return random.binomial(trials: 400, probability: mean / 400)
    }

    func expected(on date: CivilDate) -> Double {
        Self.base * Self.months[date.components.month - 1] * dayFactor(of: date)
    }

    func drawTime(on date: CivilDate, atNight: Bool, _ random: inout SplitMix64) -> CivilTime {
        let hour = random.index(weights: atNight ? Self.nightHours : Self.hours)
        return date.at(hour: hour, minute: random.below(60), second: random.below(60))
    }

    private func dayFactor(of date: CivilDate) -> Double {
        switch holidays.type(of: date) {
        case .workday, .weekend: Self.weekdays[date.weekday]
        case .holiday: 0.62
        case .springFestival: 0.38
        case .makeUpWorkday: 0.95
        case .firstWorkday: 1.32
        }
    }
}
