/// One administrative region (辖区).
public struct Region: Sendable, Equatable {
    /// The code of messages whose region nobody knows.
    public static let unknown = "未知"

    /// Unique code, as of GB/T 2260 or the city's own.
    public var code: String
    /// Name without its parents.
    public var name: String
    /// Code of the region above; `nil` at the top.
    public var parent: String?
    /// Inhabitants; `nil` if not given.
    public var population: Int?

    /// A region of its parts.
    public init(code: String, name: String, parent: String? = nil, population: Int? = nil) {
        self.code = code
        self.name = name
        self.parent = parent
        self.population = population
    }
}

/// The regions of a city as a tree, read as data.
public struct RegionTree: Sendable, Equatable {
    /// Regions in file order.
    public let regions: [Region]
    private let indexOfCode: [String: Int]

    /// Reads a table with the header `code,name,parent,population`, UTF-8; the last two columns may
    /// be empty or missing.
    ///
    /// Throws `LabelsError.badTableRow` for a wrong header, a code given twice, an unknown parent
    /// or a circle. Row 1 is the header.
    public init(csv: String) throws(LabelsError) {
        let rows = CommaTable.rows(of: csv)
        let header = (rows.first ?? []).map { $0.lowercased() }
        guard header.count >= 2, ["code", "name", "parent", "population"].starts(with: header)
        else {
            throw .badTableRow(row: 1, reason: "表头应为 code,name,parent,population")
        }
        var regions: [Region] = []
        for (index, row) in rows.enumerated().dropFirst() {
            guard row.count >= 2, !row[0].isEmpty, !row[1].isEmpty else {
                throw .badTableRow(row: index + 1, reason: "辖区代码和名称不能为空")
            }
            let parent = row.count > 2 && !row[2].isEmpty ? row[2] : nil
            let population = row.count > 3 ? Int(row[3]) : nil
            regions.append(
                Region(code: row[0], name: row[1], parent: parent, population: population)
            )
        }
        try self.init(regions: regions)
    }

    /// Makes a tree of regions; parents may stand behind their children.
    public init(regions: [Region]) throws(LabelsError) {
        var indexOfCode: [String: Int] = [:]
        for (index, region) in regions.enumerated() {
            guard indexOfCode.updateValue(index, forKey: region.code) == nil else {
                throw .badTableRow(row: index + 2, reason: "辖区代码 \(region.code) 重复")
            }
        }
        for (index, region) in regions.enumerated() {
            var above = region.parent
            var steps = 0
            while let code = above {
                guard let parent = indexOfCode[code] else {
                    throw .badTableRow(row: index + 2, reason: "找不到上级辖区 \(code)")
                }
                steps += 1
                guard steps <= regions.count else {
                    throw .badTableRow(row: index + 2, reason: "辖区 \(region.code) 的上级成环")
                }
                above = regions[parent].parent
            }
        }
        self.regions = regions
        self.indexOfCode = indexOfCode
    }

    /// Returns the region with a code.
    public func region(_ code: String) -> Region? { indexOfCode[code].map { regions[$0] } }

    /// Returns the names from the root down to a region joined by "/"; an unknown code is returned
    /// as it is.
    public func path(of code: String) -> String {
        let names = lineage(of: code).map(\.name)
        return names.isEmpty ? code : names.joined(separator: "/")
    }

    /// Returns a region and those above it, root first.
    public func lineage(of code: String) -> [Region] {
        var line: [Region] = []
        var next: String? = code
        while let code = next, let region = region(code) {
            line.append(region)
            next = region.parent
        }
        return line.reversed()
    }

    /// Returns whether `code` lies in the region `other` or is it.
    public func isWithin(_ code: String, _ other: String) -> Bool {
        lineage(of: code).contains { $0.code == other }
    }
}

extension RegionTree {
    /// The regions of the 泰迪杯 2020 C messages by their naming rule: the province 西地省, cities
    /// A市 to M市, and in each city numbered districts, then counties, then county-level cities.
    public static func tipdmC() throws(LabelsError) -> RegionTree {
        let province = "西地省"
        var regions = [Region(code: province, name: province)]
        for (city, runs) in tipdmCities {
            regions.append(Region(code: "\(city)市", name: "\(city)市", parent: province))
            var number = 1
            for (kind, count) in runs {
                for _ in 0..<count {
                    let name = "\(city)\(number)\(kind)"
                    regions.append(Region(code: name, name: name, parent: "\(city)市"))
                    number += 1
                }
            }
        }
        return try RegionTree(regions: regions)
    }

    private static let tipdmCities: [(city: String, runs: [(kind: String, count: Int)])] = [
        ("A", [("区", 6), ("县", 2), ("市", 1)]), ("B", [("区", 4), ("县", 4), ("市", 1)]),
        ("C", [("区", 2), ("县", 1), ("市", 2)]), ("D", [("区", 5), ("县", 5), ("市", 2)]),
        ("E", [("区", 3), ("县", 8), ("市", 1)]), ("F", [("区", 3), ("县", 4), ("市", 2)]),
        ("G", [("区", 2), ("县", 6), ("市", 1)]), ("H", [("区", 2), ("县", 2)]),
        ("I", [("区", 2), ("县", 3), ("市", 1)]), ("J", [("区", 2), ("县", 8), ("市", 1)]),
        ("K", [("区", 2), ("县", 9)]), ("L", [("区", 1), ("县", 10), ("市", 1)]),
        ("M", [("区", 1), ("县", 2), ("市", 4), ("县", 7)]),
    ]
}
