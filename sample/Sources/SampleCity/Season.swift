/// The part of the year in which a kernel is natural; outside of it the kernel is rare.
enum Season: String {
    case all, heat, summer, rain, spring, autumn, winter, enrol, exam, newyear, harvest, night

    /// Returns the factor on the kernel's weight, 1 being an average day of the year.
    ///
    /// Runs straight from mid-month to mid-month, so that no month begins with a jump.
    func factor(on date: CivilDate) -> Double {
        guard let months = peakMonths else { return 1 }
        func value(_ month: Int) -> Double {
            months.contains((month + 11) % 12 + 1) ? 12 / Double(months.count) * 0.85 : 0.08
        }
        let (_, month, day) = date.components
        let neighbour = value(day < 15 ? month - 1 : month + 1)
        let distance = Double(abs(day - 15)) / 31
        return value(month) * (1 - distance) + neighbour * distance
    }

    private var peakMonths: [Int]? {
        switch self {
        case .all, .night: nil
        case .heat: [11, 12, 1, 2, 3]
        case .summer: [6, 7, 8, 9]
        case .rain: [6, 7, 8]
        case .spring: [3, 4, 5]
        case .autumn: [9, 10, 11]
        case .winter: [12, 1, 2]
        case .enrol: [6, 7, 8, 9]
        case .exam: [5, 6, 7]
        case .newyear: [12, 1, 2]
        case .harvest: [5, 6, 9, 10]
        }
    }
}
