internal import Foundation

/// The time of the city (本地时间): turns seconds since 1970 into days, hours and text.
///
/// Zones whose offset has not changed since 1992, such as Asia/Shanghai, answer by arithmetic;
/// earlier times and other zones ask Foundation.
public struct LocalTime: Sendable, Equatable {
    /// IANA name.
    public let name: String
    private let zone: TimeZone
    /// Seconds east of Greenwich from `steadySince` on, if that never changes.
    private let steadyOffset: Int?

    /// 1992-01-01T00:00:00Z, after the last summer of Chinese daylight saving time (1991).
    private static let steadySince: Int64 = 694_224_000

    /// Creates the time of a zone, or `nil` for a name that is not in the IANA database.
    public init?(zone name: String) {
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
            return nil
        }
        self.name = name
        self.zone = zone
        steadyOffset = Self.steadyOffset(of: zone)
    }

    /// The time of all China.
    public static let china = LocalTime(name: "Asia/Shanghai", offset: 28_800)

    private init(name: String, offset: Int) {
        self.name = name
        zone = TimeZone(identifier: name) ?? .gmt
        steadyOffset = offset
    }

    /// Samples 50 years at steps shorter than any daylight saving time in use.
    private static func steadyOffset(of zone: TimeZone) -> Int? {
        let start = Double(steadySince)
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: start))
        let samples = stride(from: start, to: start + 50 * 31_556_952, by: 20 * 86_400)
        let isSteady = samples.allSatisfy {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: $0)) == offset
        }
        return isSteady ? offset : nil
    }

    /// Returns how many seconds local clocks are ahead of UTC at a moment.
    public func offset(at moment: Int64) -> Int {
        if let steadyOffset, moment >= Self.steadySince { return steadyOffset }
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
    }

    // MARK: - Days and hours

    /// Returns what local calendars and clocks show at a moment.
    public func civil(_ moment: Int64) -> CivilTime {
        CivilTime(clockSeconds: moment + Int64(offset(at: moment)))
    }

    /// Returns the moment when local clocks show a reading.
    ///
    /// Of two such moments, when clocks go back, the earlier; for a reading that clocks skip when
    /// they go forward, the moment as late after the change as the reading is after the gap began.
    public func moment(of civil: CivilTime) -> Int64 {
        let clock = civil.clockSeconds
        let before = Int64(offset(at: clock - 86_400))
        let after = Int64(offset(at: clock + 86_400))
        let early = clock - max(before, after)
        return Int64(offset(at: early)) == max(before, after) ? early : clock - min(before, after)
    }

    /// Returns the local day of a moment, in days after 1970-01-01.
    public func dayNumber(_ moment: Int64) -> Int {
        Int(floorDivide(moment + Int64(offset(at: moment)), 86_400))
    }

    /// Returns the first moment of a local day, given in days after 1970-01-01.
    public func startOfDay(number: Int) -> Int64 {
        moment(of: CivilTime(clockSeconds: Int64(number) * 86_400))
    }

    /// Returns the first moment of the local day that a moment lies in.
    public func startOfDay(containing moment: Int64) -> Int64 {
        startOfDay(number: dayNumber(moment))
    }

    /// Returns the last second of the local day that a moment lies in.
    public func endOfDay(containing moment: Int64) -> Int64 {
        startOfDay(number: dayNumber(moment) + 1) - 1
    }

    /// Returns the moment when the local hour of a moment began.
    public func startOfHour(containing moment: Int64) -> Int64 {
        let offset = Int64(offset(at: moment))
        return floorDivide(moment + offset, 3_600) * 3_600 - offset
    }

    // MARK: - Text

    /// Returns `2025-07-14T09:00:00+08:00`.
    public func rfc3339(_ moment: Int64) -> String {
        let civil = civil(moment)
        return "\(civil.date)T\(civil.clock)" + Self.text(ofOffset: offset(at: moment))
    }

    private static func text(ofOffset offset: Int) -> String {
        let minutes = abs(offset) / 60
        return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }
}
