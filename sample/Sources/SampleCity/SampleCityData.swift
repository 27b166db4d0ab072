import Foundation

/// Everything hand-written: places, phrases, kernels.
struct SampleCityData {
    let folder: URL
    let gazetteer: Gazetteer
    let phrasebook: Phrasebook
    let wear: TextWear
    let kernels: [Kernel]
    let holidays = HolidayTable()

    /// Reads the `sample` folder of the repository.
    init(folder: URL) throws {
        let city = folder.appendingPathComponent("city")
        self.folder = folder
        gazetteer = try Gazetteer(folder: city)
        phrasebook = try Phrasebook(
            ["phrases.tsv", "details.tsv"].map { city.appendingPathComponent($0) }
        )
        wear = try TextWear(typos: city.appendingPathComponent("typos.tsv"))
        kernels = try Kernel.load(folder: folder.appendingPathComponent("kernels"))
        try checkSlots()
    }

    /// Asks every slot for a value once, so that a misspelt one fails at once and not by chance.
    private func checkSlots() throws {
        var random = SplitMix64(seed: 0)
        for kernel in kernels {
            let street = gazetteer.drawStreet(rural: kernel.isRural, &random)
            var scene = Scene(
                gazetteer: gazetteer,
                street: street,
                date: HolidayTable.firstDay
            )
            for slot in kernel.title.slots + kernel.body.slots {
                _ = try scene.value(of: slot, &random)
            }
        }
    }
}
