import TingfengText

/// A sample as the chain learns it: symbols, evidence and the label of each symbol.
struct PlaceExample: Sendable {
    let values: [UInt16]
    let features: [Int32]
    let labels: [UInt8]

    init(_ sample: PlaceSample, _ lexicon: PlaceLexicon, _ rarity: PlaceRarity) {
        var symbols = PlaceSymbols()
        symbols.read(sample.message, lexicon)
        var context = PlaceContext()
        context.collect(symbols, rarity: rarity)
        values = symbols.values
        features = context.features
        labels = Self.labels(sample, symbols)
    }

    /// Labels every occurrence of a marked string, then of it without its divisions.
    private static func labels(_ sample: PlaceSample, _ symbols: PlaceSymbols) -> [UInt8] {
        var labels = [UInt8](repeating: 0, count: symbols.values.count)
        let places = sample.places.sorted { $0.count > $1.count }
        for place in places { mark(place[...], sample, symbols, &labels) }
        for place in places {
            let reader = PlaceSymbols(place)
            let length =
                reader.titleCount > 0 ? reader.divisionLength(of: 0..<reader.titleCount) : 0
            let bare = place.dropFirst(length)
            if length > 0, bare.count >= 3 { mark(bare, sample, symbols, &labels) }
        }
        return labels
    }

    private static func mark(
        _ place: ArraySlice<UInt16>,
        _ sample: PlaceSample,
        _ symbols: PlaceSymbols,
        _ labels: inout [UInt8]
    ) {
        for (field, inTitle) in [
            (sample.message.title.units, true), (sample.message.body.units, false),
        ] {
            guard place.count > 1, field.count >= place.count else { continue }
            for start in 0...field.count - place.count
            where field[start] == place.first
                && field[start..<start + place.count].elementsEqual(place)
            {
                let units = start..<start + place.count
                guard let range = symbols.symbols(ofUnits: units, inTitle: inTitle),
                    range.count > 1, range.allSatisfy({ labels[$0] == 0 })
                else { continue }
                for index in range { labels[index] = UInt8(PlaceTagger.inside) }
                labels[range.lowerBound] = UInt8(PlaceTagger.begin)
                labels[range.upperBound - 1] = UInt8(PlaceTagger.end)
            }
        }
    }
}
