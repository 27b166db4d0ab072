/// A place by what it is called, so that 丽发新城, A2区丽发新城小区 and 丽发新城三期 are one (地名归一).
public struct PlaceName: Sendable, Hashable {
    /// The name without divisions before it and without what only says which part.
    public let core: String
    /// The divisions that stand before it, in normalised form; empty if none.
    public let division: String

    /// Key under which places are counted: the core, with the division where the core alone could
    /// be anywhere (三中, 人民医院).
    public var key: String { isGeneric ? division + core : core }

    /// Whether the core alone does not tell which place it is.
    public let isGeneric: Bool

    /// Blanks and interpuncts, which are written or not: 伊景园·滨河苑.
    private static let ignored: Set<UInt16> = [0x20, 0xB7, 0x2022, 0x2027, 0x30FB]

    /// Names a place by normalised units, of which the first `divisionLength` are divisions.
    public init(units: some Collection<UInt16>, divisionLength: Int) {
        let written = units.filter { !Self.ignored.contains($0) }
        let name = PlaceNameParts(Array(written.dropFirst(divisionLength)))
        core = String(decoding: name.core, as: UTF16.self)
        division = String(decoding: units.prefix(divisionLength), as: UTF16.self)
        isGeneric = name.isGeneric
    }
}

/// Takes a name apart by its ends.
struct PlaceNameParts {
    private(set) var core: ArraySlice<UInt16>

    private static let counted = Set("栋期幢座号室楼层组".utf16)
    private static let numerals = Set("0123456789一二三四五六七八九十abcdefgh-—~".utf16)
    private static let endings: [[UInt16]] = [
        "小区", "门口", "附近", "旁边", "对面", "周边", "工地", "路段", "地段", "楼盘", "项目", "业主",
        "单元", "内", "旁", "段", "处", "里面",
    ].map { Array($0.utf16) }
    private static let wrappers: [[UInt16]] = ["街道", "社区", "镇", "乡"].map { Array($0.utf16) }
    private static let generic: Set<[UInt16]> = Set(
        [
            "人民医院", "中医院", "中心医院", "妇幼保健院", "第一中学", "实验小学", "实验中学", "中心小学", "中心幼儿园",
            "第一小学", "政府", "镇政府", "县政府", "公安局", "法院", "人民法院", "职业中专", "火车站", "汽车站", "中学",
            "小学", "幼儿园", "学校", "社区", "村", "高铁站", "城区", "县城", "开发区", "工业园", "经开区", "高新区",
        ].map { Array($0.utf16) }
    )

    init(_ units: [UInt16]) {
        core = units[...]
        while dropBracket() || dropCounted() || dropEnding() {}
        dropWrapper()
    }

    var isGeneric: Bool {
        core.count <= 2 || Self.generic.contains(Array(core))
            || core.count == 3 && core.last == 0x4E2D
    }

    /// A remark in brackets at the end.
    private mutating func dropBracket() -> Bool {
        guard let last = core.last, last == 0x29 || last == 0xFF09,
            let open = core.lastIndex(where: { $0 == 0x28 || $0 == 0xFF08 }),
            open - core.startIndex >= 2
        else { return false }
        core = core[..<open]
        return true
    }

    /// 三期, 13栋, 188号.
    private mutating func dropCounted() -> Bool {
        guard let last = core.last else { return false }
        var rest = core
        if Self.counted.contains(last) { rest = rest.dropLast() }
        let named = rest
        while let unit = rest.last, Self.numerals.contains(unit) { rest = rest.dropLast() }
        guard rest.count < named.count, rest.count >= 3 else { return false }
        core = rest
        return true
    }

    private mutating func dropEnding() -> Bool {
        for ending in Self.endings
        where core.count >= ending.count + 2 && core.suffix(ending.count).elementsEqual(ending) {
            core = core.dropLast(ending.count)
            return true
        }
        return false
    }

    /// The street or township before a name that tells by itself.
    private mutating func dropWrapper() {
        for wrapper in Self.wrappers {
            guard let start = Self.last(wrapper, in: core), start > core.startIndex else {
                continue
            }
            let rest = core[(start + wrapper.count)...]
            if rest.count >= 3, !Self.generic.contains(Array(rest)) { core = rest }
        }
    }

    private static func last(_ part: [UInt16], in units: ArraySlice<UInt16>) -> Int? {
        guard units.count >= part.count else { return nil }
        return (units.startIndex...units.endIndex - part.count).last {
            units[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
