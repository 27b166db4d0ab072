import Foundation

/// The invented city: districts, streets and the places in them, in file order.
struct Gazetteer {
    struct Region {
        let code: String
        let name: String
        let parent: String
        let population: Int
    }

    struct Street {
        let name: String
        let district: String
        let population: Int
        let hasVillages: Bool
    }

    let regions: [Region]
    let streets: [Street]
    let city: String
    /// Names by "street/kind"; looked up, never iterated.
    private let places: [String: [String]]

    init(folder: URL) throws {
        let table = try TableFile(
            folder.appendingPathComponent("regions.csv"),
            columns: 4,
            separator: ","
        )
        let regions = table.rows.dropFirst().map {
            Region(
                code: $0.cells[0],
                name: $0.cells[1],
                parent: $0.cells[2],
                population: Int($0.cells[3]) ?? 0
            )
        }
        let places = try Self.readPlaces(folder.appendingPathComponent("places.tsv"))
        self.regions = regions
        self.places = places
        city = regions.first { $0.parent.isEmpty }?.name ?? ""
        streets = regions.filter { $0.code.count > 6 }.map { street in
            Street(
                name: street.name,
                district: regions.first { $0.code == street.parent }?.name ?? "",
                population: street.population,
                hasVillages: places["\(street.name)/village"] != nil
            )
        }
    }

    /// Returns the names of a kind in the street, else those known city-wide.
    func names(of kind: String, in street: String) -> [String] {
        places["\(street)/\(kind)"] ?? places["*/\(kind)"] ?? []
    }

    /// Returns a street, the more people the likelier; towns only if villages are wanted.
    func drawStreet(rural: Bool, _ random: inout SplitMix64) -> Street {
        let candidates = rural ? streets.filter(\.hasVillages) : streets
        return candidates[random.index(weights: candidates.map { Double($0.population) })]
    }

    /// Returns a street of the given districts.
    func drawStreet(districts: [String], _ random: inout SplitMix64) -> Street {
        let candidates = streets.filter { districts.contains($0.district) }
        return candidates[random.index(weights: candidates.map { Double($0.population) })]
    }

    private static func readPlaces(_ url: URL) throws -> [String: [String]] {
        var places: [String: [String]] = [:]
        for row in try TableFile(url, columns: 3).rows {
            places["\(row.cells[0])/\(row.cells[1])"] = row.cells[2].split(separator: "、")
                .map(String.init)
        }
        return places
    }
}
