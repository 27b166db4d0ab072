/// What a character may begin; most begin nothing, and the pass goes on at once.
enum MaskTrigger: UInt8, CaseIterable {
    case nothing
    case digit
    case at
    case plate
    case cue
    case honorific
    case someone
    /// Begins a cue and is a province of plates too (none today, but the table must not lose one).
    case plateOrCue

    /// By UTF-16 unit; capital and full-width letters stand beside the small ones.
    static let table: [UInt8] = {
        var table = [UInt8](repeating: MaskTrigger.nothing.rawValue, count: 0x10000)
        for first in MaskCue.byFirst.keys { set(&table, first, .cue) }
        for province in PlateNumber.provinces {
            set(&table, province, MaskCue.byFirst[province] == nil ? .plate : .plateOrCue)
        }
        for honorific in Honorific.words { set(&table, honorific[0], .honorific) }
        set(&table, PersonName.someone, .someone)
        set(&table, 0x40, .at)
        for digit in UInt32(0x30)...0x39 { set(&table, digit, .digit) }
        return table
    }()

    private static func set(_ table: inout [UInt8], _ character: UInt32, _ trigger: MaskTrigger) {
        table[Int(character)] = trigger.rawValue
        if character.isLetter { table[Int(character - 0x20)] = trigger.rawValue }
        guard (0x21...0x7E).contains(character) else { return }
        table[Int(character + 0xFEE0)] = trigger.rawValue
        if character.isLetter { table[Int(character - 0x20 + 0xFEE0)] = trigger.rawValue }
    }
}
