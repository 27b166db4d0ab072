/// Who calls: mostly new numbers, some old ones again, a few very often.
struct CallerBook {
    private var numbers: [String] = []
    private var frequent: [String] = []

    mutating func draw(on date: CivilDate, _ random: inout SplitMix64) -> String {
        let dice = random.unit()
        if dice < 0.10, !numbers.isEmpty { return random.pick(numbers) }
        if dice < 0.12, !frequent.isEmpty { return random.pick(frequent) }
        let kind: PlantedDatum.Kind = random.chance(0.06) ? .landline : .caller
        let number = PlantedDatum.draw(kind, on: date, &random).value
        numbers.append(number)
        if frequent.count < 12, random.chance(0.05) { frequent.append(number) }
        return number
    }
}
