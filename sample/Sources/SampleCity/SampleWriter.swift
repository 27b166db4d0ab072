import Foundation

/// Writes the export and the truth about it.
///
/// `messages.csv` is GB18030 with CRLF as the hotline exports it; the other files are UTF-8 with LF.
struct SampleWriter {
    let city: SampleCityData
    let year: SampleYear
    let options: SampleOptions

    func write() throws -> Breakage {
        try FileManager.default.createDirectory(
            at: options.output,
            withIntermediateDirectories: true
        )
        let breakage = Breakage(year.messages, seed: options.seed)
        try writeMessages(breakage)
        try write("regions.csv", header: "code,name,parent,population", regionRows)
        try write(
            "events.csv",
            header: "event,category,region,first_day,last_day,messages,shape",
            eventRows
        )
        try write("planted.csv", header: "kind,value", plantedRows(breakage))
        try write("truth.csv", header: "id,category,event", truthRows(breakage))
        try write("broken.csv", header: "row,id,kind", brokenRows(breakage))
        return breakage
    }

    private func writeMessages(_ breakage: Breakage) throws {
        var random = SplitMix64(seed: options.seed ^ 0x726F_7773)
        let encoder = RowEncoder()
        var bytes = try encoder.header()
        for (index, message) in year.messages.enumerated() {
            bytes += try encoder.row(message, broken: breakage.kind(of: index), &random)
        }
        try Data(bytes).write(to: options.output.appendingPathComponent("messages.csv"))
    }

    private func write(_ name: String, header: String, _ rows: [String]) throws {
        let text = ([header] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: options.output.appendingPathComponent(name))
    }

    private var regionRows: [String] {
        city.gazetteer.regions.map { "\($0.code),\($0.name),\($0.parent),\($0.population)" }
    }

    private var eventRows: [String] {
        CityEvent.all.compactMap { event in
            let own = year.messages.filter { $0.kernel.event == event.id }
            guard let first = own.first, let last = own.last else { return nil }
            let regions = event.street ?? event.districts.joined(separator: ";")
            return [
                event.id, first.kernel.category, regions, first.createdAt.date.iso,
                last.createdAt.date.iso, String(own.count), event.shape,
            ].joined(separator: ",")
        }
    }

    private func plantedRows(_ breakage: Breakage) -> [String] {
        Self.planted(year, breakage).map { "\($0.kind),\($0.value)" }
    }

    /// Returns every distinct datum that stands in the file, in order of first appearance.
    static func planted(_ year: SampleYear, _ breakage: Breakage) -> [PlantedDatum] {
        var seen: Set<PlantedDatum> = []
        return year.messages.enumerated().flatMap { index, message in
            let caller = PlantedDatum(kind: .caller, value: message.caller)
            return breakage.kind(of: index) == .missingText ? [caller] : message.planted + [caller]
        }.filter { seen.insert($0).inserted }
    }

    private func truthRows(_ breakage: Breakage) -> [String] {
        year.messages.enumerated().filter { breakage.kind(of: $0.offset) == nil }.map {
            "\($0.element.id),\($0.element.kernel.category),\($0.element.kernel.event ?? "")"
        }
    }

    /// Rows are counted as a spreadsheet does: the header is row 1.
    private func brokenRows(_ breakage: Breakage) -> [String] {
        year.messages.enumerated().compactMap { index, message in
            breakage.kind(of: index).map { "\(index + 2),\(message.id),\($0.rawValue)" }
        }
    }
}
