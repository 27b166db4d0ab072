import Tingfeng

/// Which rows of a hot list a message counts in: the one of its matter, category, region or unit,
/// or those of all its words.
struct HotKeys {
    private let dimension: HotQuery.Dimension
    private let reading: TextReading

    init(_ dimension: HotQuery.Dimension, _ reading: TextReading) {
        self.dimension = dimension
        self.reading = reading
    }

    /// SQL for what names the rows of a fact `f`.
    var column: String {
        switch dimension {
        case .matter: "m.key"
        case .category: "c.path"
        case .region: "r.path"
        case .unit: "f.unit"
        case .term: "m.title || char(10) || m.body"
        }
    }

    /// SQL that joins the table of that column.
    ///
    /// The texts are those of the windows alone, found by the index on the message's revisions.
    var join: String {
        switch dimension {
        case .matter: "JOIN matter m ON m.id = f.matter"
        case .region: "JOIN region r ON r.id = f.region"
        case .term: "JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)"
        case .category, .unit: ""
        }
    }

    /// Returns the keys of a fact's rows, in a fixed order.
    func names(_ value: String) -> [String] {
        dimension == .term ? reading.words(value).sorted() : [value]
    }

    /// Returns the group whose rows tell what to expect of a row that was never heard of: words
    /// belong to no category, so all of them are one group.
    func peers(category: String) -> String {
        dimension == .term ? "" : String(category.prefix { $0 != "/" })
    }
}
