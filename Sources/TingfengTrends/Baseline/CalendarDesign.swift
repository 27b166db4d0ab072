internal import Glibc

/// The regressors of every bin of a run: which effects apply to it and how strongly.
///
/// The effects of a model are, in this order: level, trend, season (pairs of harmonics), day of
/// the week (7), day type (4), hour of the day (pairs). A holiday counts as a Sunday with an
/// effect of its own, so that before the first holiday was seen it is expected to be like one;
/// a make-up workday is the mean workday with an effect of its own.
struct CalendarDesign: Sendable {
    /// One effect of a bin.
    struct Term: Sendable {
        var effect: Int
        var value: Double
    }

    /// Prior mean and variance of each effect.
    let priorMean: [Double]
    let priorVariance: [Double]
    /// First effect of the day of the week.
    private let weekdayEffects: Int

    private let seasonHarmonics: Int
    private let unit: BinUnit
    private let calendar: HolidayCalendar

    private static let hourHarmonics = 4
    private static let dayTypes: [DayType: Int] = [
        .holiday: 0, .springFestival: 1, .makeupWorkday: 2, .firstDayBack: 3,
    ]

    init(parameters: TrendParameters, calendar: HolidayCalendar) {
        self.calendar = calendar
        unit = parameters.unit
        seasonHarmonics = parameters.seasonHarmonics
        var means = [0.0, 0.0]
        var deviations = [3.0, parameters.trendDeviation]
        for harmonic in 0..<parameters.seasonHarmonics {
            let deviation = parameters.seasonDeviation / Double(harmonic + 1)
            means += [0, 0]
            deviations += [deviation, deviation]
        }
        let weekdayStart = means.count
        if unit != .week {
            means += [0, 0, 0, 0, 0, -0.15, -0.15] + [0, -0.4, -0.05, 0.15]
            deviations += [0.15, 0.15, 0.15, 0.15, 0.15, 0.35, 0.35] + [0.25, 0.3, 0.2, 0.2]
        }
        if unit == .hour {
            for harmonic in 0..<(2 * CalendarDesign.hourHarmonics) {
                let deviation = 0.8 / Double(harmonic % CalendarDesign.hourHarmonics + 1)
                means += [0, 0]
                deviations += [deviation, deviation]
            }
        }
        priorMean = means
        priorVariance = deviations.map { $0 * $0 }
        weekdayEffects = weekdayStart
    }

    /// The terms of a bin without level and trend, in order of the effects.
    func terms(of bin: Bin) -> [Term] {
        var terms: [Term] = []
        let angle = 2 * Double.pi * bin.day.yearPhase
        for harmonic in 0..<seasonHarmonics {
            let phase = angle * Double(harmonic + 1)
            terms.append(Term(effect: 2 + 2 * harmonic, value: cos(phase)))
            terms.append(Term(effect: 3 + 2 * harmonic, value: sin(phase)))
        }
        guard unit != .week else { return terms }
        appendDayTerms(of: bin.day, to: &terms)
        if unit == .hour { appendHourTerms(of: bin, to: &terms) }
        return terms
    }

    private func appendDayTerms(of day: Day, to terms: inout [Term]) {
        let base = weekdayEffects
        let type = calendar.type(of: day)
        switch type {
        case .workday, .weekend, .firstDayBack:
            terms.append(Term(effect: base + day.weekday, value: 1))
        case .holiday, .springFestival:
            terms.append(Term(effect: base + 6, value: 1))
        case .makeupWorkday:
            for weekday in 0..<5 { terms.append(Term(effect: base + weekday, value: 0.2)) }
        }
        if let place = CalendarDesign.dayTypes[type] {
            terms.append(Term(effect: base + 7 + place, value: 1))
        }
    }

    private func appendHourTerms(of bin: Bin, to terms: inout [Term]) {
        let type = calendar.type(of: bin.day)
        let isOff = type == .weekend || type == .holiday || type == .springFestival
        let base = weekdayEffects + 11
        let second = base + 2 * CalendarDesign.hourHarmonics
        let angle = 2 * Double.pi * (Double(bin.hour) + 0.5) / 24
        for (start, applies) in [(base, true), (second, isOff)] where applies {
            for harmonic in 0..<CalendarDesign.hourHarmonics {
                let phase = angle * Double(harmonic + 1)
                terms.append(Term(effect: start + 2 * harmonic, value: cos(phase)))
                terms.append(Term(effect: start + 2 * harmonic + 1, value: sin(phase)))
            }
        }
    }
}
