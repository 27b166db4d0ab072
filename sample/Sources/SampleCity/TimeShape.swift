/// The way a system writes a moment; an export mixes those of the systems that feed it.
enum TimeShape {
    /// 2025-07-01 09:05:00, the telephone desk.
    case dashed
    /// 2025/7/1 9:05, a table that went through a spreadsheet.
    case slashed
    /// 2025年7月1日 9:05, the provincial platform.
    case chinese

    func text(_ time: CivilTime) -> String {
        let (year, month, day) = time.date.components
        let minute = padded(time.seconds / 60 % 60)
        let second = padded(time.seconds % 60)
        return switch self {
        case .dashed: "\(time.date.iso) \(padded(time.hourOfDay)):\(minute):\(second)"
        case .slashed: "\(year)/\(month)/\(day) \(time.hourOfDay):\(minute)"
        case .chinese: "\(year)年\(month)月\(day)日 \(time.hourOfDay):\(minute)"
        }
    }
}
