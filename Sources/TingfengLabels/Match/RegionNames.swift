/// Names and codes of regions in a trie over UTF-16 units.
struct RegionNames: Sendable {
    private static let administrative: Set<UInt16> = Set("省市区县旗州盟镇乡村道".utf16)
    private static let roads: Set<UInt16> = Set("路街巷道桥站".utf16)
    private static let city: UInt16 = 0x5E02
    private static let field: UInt16 = 0x573A

    /// Key: node in the upper bits, unit in the lower 16; value: next node.
    private var edges: [UInt64: UInt32] = [:]
    private var regionOfNode: [Int32] = [-1]
    private var canStart = [Bool](repeating: false, count: 65_536)

    init() {}

    /// Adds a name; of regions with the same name the first stays.
    mutating func insert(_ name: [UInt16], region: Int) {
        guard let first = name.first else { return }
        canStart[Int(first)] = true
        var node: UInt32 = 0
        for unit in name {
            let key = UInt64(node) << 16 | UInt64(unit)
            if let next = edges[key] {
                node = next
            } else {
                regionOfNode.append(-1)
                node = UInt32(regionOfNode.count - 1)
                edges[key] = node
            }
        }
        if regionOfNode[Int(node)] < 0 { regionOfNode[Int(node)] = Int32(region) }
    }

    /// Returns the region with exactly this name or code.
    func region(named name: [UInt16]) -> Int? {
        name.withUnsafeBufferPointer { units in
            guard !units.isEmpty, let match = longest(in: units, at: 0), match.end == units.count
            else { return nil }
            return match.region
        }
    }

    /// Returns the longest name that stands by itself at a position.
    func longest(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int
    ) -> (region: Int, end: Int)? {
        guard canStart[Int(units[start])] else { return nil }
        if start > 0, Self.isLetterOrDigit(units[start]), Self.isLetterOrDigit(units[start - 1]) {
            return nil
        }
        var node: UInt32 = 0
        var found: (region: Int, end: Int)?
        var end = start
        while end < units.count, let next = edges[UInt64(node) << 16 | UInt64(units[end])] {
            node = next
            end += 1
            let region = regionOfNode[Int(node)]
            if region >= 0, Self.standsAlone(units, end) { found = (Int(region), end) }
        }
        return found
    }

    private static func standsAlone(_ units: UnsafeBufferPointer<UInt16>, _ end: Int) -> Bool {
        guard end < units.count else { return true }
        let last = units[end - 1]
        let next = units[end]
        if isLetterOrDigit(last) { return !isLetterOrDigit(next) }
        if last == city { return next != field }
        return administrative.contains(last) || !roads.contains(next)
    }

    private static func isLetterOrDigit(_ unit: UInt16) -> Bool {
        (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit)
            || (0x61...0x7A).contains(unit)
    }
}
