/// Where and when a message plays: gives each slot of a template its value, the same in title and
/// body.
struct Scene {
    let gazetteer: Gazetteer
    let street: Gazetteer.Street
    var date: CivilDate
    /// Personal data written so far.
    var planted: [PlantedDatum] = []
    /// Slots already decided; looked up, never iterated.
    private var values: [String: String]

    init(
        gazetteer: Gazetteer,
        street: Gazetteer.Street,
        date: CivilDate,
        pinned: [String: String] = [:]
    ) {
        self.gazetteer = gazetteer
        self.street = street
        self.date = date
        values = pinned
    }

    mutating func value(of slot: String, _ random: inout SplitMix64) throws -> String {
        if let text = dateText(slot) { return text }
        if let known = values[slot] { return known }
        let text = try draw(slot, &random)
        values[slot] = text
        return text
    }

    private mutating func draw(_ slot: String, _ random: inout SplitMix64) throws -> String {
        if let text = numberText(slot, &random) { return text }
        if let kind = PlantedDatum.Kind(rawValue: slot) {
            let datum = PlantedDatum.draw(kind, on: date, &random)
            planted.append(datum)
            return datum.value
        }
        switch slot {
        case "city": return gazetteer.city
        case "district": return street.district
        case "street": return street.name
        case "building": return "\(random.number(in: 1...28))\(random.pick(["栋", "号楼", "幢"]))"
        case "surname": return random.pick(NameParts.surnames)
        default: return try drawPlace(slot, &random)
        }
    }

    /// `estate`, or `estate2` for another one of the same kind.
    private func drawPlace(_ slot: String, _ random: inout SplitMix64) throws -> String {
        let isSecond = slot.hasSuffix("2")
        let kind = isSecond ? String(slot.dropLast()) : slot
        let first = isSecond ? values[kind] : nil
        let names = gazetteer.names(of: kind, in: street.name)
        let others = names.filter { $0 != first }
        guard let fallback = names.first else { throw SampleError.unknownSlot(slot) }
        return others.isEmpty ? fallback : random.pick(others)
    }

    /// `n:2-30`, or `n:100-3000-50` for multiples of 50.
    private func numberText(_ slot: String, _ random: inout SplitMix64) -> String? {
        guard slot.hasPrefix("n:") else { return nil }
        let parts = slot.dropFirst(2).split(separator: "-").compactMap { Int($0) }
        guard parts.count >= 2, parts[0] <= parts[1] else { return nil }
        let step = parts.count > 2 ? parts[2] : 1
        return String(random.number(in: parts[0] / step...parts[1] / step) * step)
    }

    /// `day`, `day-3`, `month`, `lastmonth`, `year`, `lastyear`, `weekday`.
    private func dateText(_ slot: String) -> String? {
        let (year, month, day) = date.components
        switch slot {
        case "day": return "\(month)月\(day)日"
        case "month": return "\(month)月"
        case "lastmonth": return "\(month == 1 ? 12 : month - 1)月"
        case "year": return "\(year)年"
        case "lastyear": return "\(year - 1)年"
        case "weekday": return ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][date.weekday]
        default:
            guard slot.hasPrefix("day-"), let back = Int(slot.dropFirst(4)) else { return nil }
            let earlier = date.adding(days: -back).components
            return "\(earlier.month)月\(earlier.day)日"
        }
    }
}
