public import TingfengLabels
public import TingfengText

/// Where a message belongs, as far as is known.
public struct MessageRegion: Sendable, Equatable {
    /// Path, root first, or `未知`, a region like any other.
    public var path: String
    /// The path if the column or the title names it; a body mentions many places that are not the
    /// matter's own.
    public var named: String?
    /// Whether the title names it, rather than the column.
    public var isInTitle = false
}

extension RegionFinder {
    /// Returns the region of a message; without a table of regions, what the input's column says.
    public func region(
        field: String?,
        title: NormalizedText,
        body: NormalizedText
    ) -> MessageRegion {
        guard !tree.regions.isEmpty else {
            return MessageRegion(path: field ?? Region.unknown, named: field)
        }
        guard let found = find(field: field, title: title, body: body) else {
            return MessageRegion(path: Region.unknown)
        }
        let path = tree.path(of: found.code)
        return MessageRegion(
            path: path,
            named: found.origin == .body ? nil : path,
            isInTitle: found.origin == .title
        )
    }
}
