public import TingfengLabels
import TingfengText

/// A place of a message (地点) as people and other programs see it.
public struct MessagePlace: Sendable, Equatable {
    /// The stored text that names it.
    public var text: String
    /// Bytes of stored title + "\n" + body.
    public var bytes: Range<Int>
    /// Path of its region, root first, or `未知`.
    public var region: String
    /// Key under which places are counted; see `PlaceName`.
    public var key: String

    /// The row of the contract (PRODUCT §5.7).
    public var json: JSONValue {
        [
            "text": .string(text), "start": .int(bytes.lowerBound), "end": .int(bytes.upperBound),
            "region": .string(region),
        ]
    }
}

/// Finds the places of messages: ``PlaceFinder`` for where they stand, `RegionFinder` for what
/// region they lie in.
public struct PlaceReading: Sendable {
    private let finder: PlaceFinder
    private let regions: RegionFinder

    /// A reading of its two finders.
    public init(finder: PlaceFinder, regions: RegionFinder) {
        self.finder = finder
        self.regions = regions
    }

    /// Reads the shipped model and lexicon.
    public init(resources: Resources, model: String? = nil, regions: RegionFinder) throws {
        self.init(
            finder: try PlaceFinder(resources: resources, model: model),
            regions: regions
        )
    }

    /// Returns the places of a masked message, most specific first; `input` is the message as it
    /// was read.
    public func places(
        of message: Message,
        _ input: ClassifierInput,
        workspace: inout PlaceFinder.Workspace
    ) -> [MessagePlace] {
        let found = finder.find(in: input, workspace: &workspace)
        guard !found.isEmpty else { return [] }
        let around = regions.region(field: message.region, title: input.title, body: input.body)
        let stored = Array((message.title + "\n" + message.body).utf8)
        let bodyStart = message.title.utf8.count + 1
        return found.compactMap { place in
            let view = place.isInTitle ? input.title : input.body
            let name = view[units: place.units]
            if regions.isTop(name) { return nil }
            let offset = place.isInTitle ? 0 : bodyStart
            let bytes = view.byteRange(of: place.units)
            let range = Self.trimmed(offset + bytes.lowerBound..<offset + bytes.upperBound, stored)
            return MessagePlace(
                text: String(decoding: stored[range], as: UTF8.self),
                bytes: range,
                region: region(of: name) ?? around.path,
                key: place.name.key
            )
        }
    }

    /// The region that the name of the place itself begins with.
    private func region(of name: NormalizedText) -> String? {
        regions.region(field: nil, title: name, body: NormalizedText()).named
    }

    /// A unit's bytes reach up to the next unit's: blanks and tags behind the name are no part of it.
    private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        return range.lowerBound..<end
    }
}

extension PlaceFinder {
    /// Reads the shipped model, or another, and the lexicon.
    public init(resources: Resources, model: String? = nil) throws {
        self.init(
            model: try PlaceModel(contentsOf: model ?? resources.path("models/places.bin")),
            lexicon: try PlaceLexicon(contentsOf: resources.path("dictionaries/places.bin"))
        )
    }
}
