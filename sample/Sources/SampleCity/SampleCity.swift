import Foundation

/// Makes one year of an invented city's hotline messages; the same seed gives the same bytes.
@main
struct SampleCity {
    static func main() {
        do {
            let options = try SampleOptions(Array(CommandLine.arguments.dropFirst()))
            let city = try SampleCityData(folder: options.data)
            let year = try SampleYear(city: city, options: options)
            let breakage = try SampleWriter(city: city, year: year, options: options).write()
            report(city, year, breakage)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(error is SampleError ? 2 : 1)
        }
    }

    private static func report(_ city: SampleCityData, _ year: SampleYear, _ breakage: Breakage) {
        let everyday = city.kernels.count { $0.event == nil }
        print("kernels \(everyday) everyday + \(city.kernels.count - everyday) for events")
        print("messages \(year.messages.count), late \(year.lateCount)")
        print("repeated matters \(year.counts.repeats), copied texts \(year.counts.copies)")
        for kind in BrokenKind.allCases {
            print("broken \(kind.rawValue) \(breakage.count(of: kind))")
        }
        let planted = SampleWriter.planted(year, breakage)
        for kind in PlantedDatum.Kind.allCases {
            print("planted \(kind) \(planted.count { $0.kind == kind })")
        }
        for event in CityEvent.all {
            print("event \(event.id) \(year.messages.count { $0.kernel.event == event.id })")
        }
    }
}
