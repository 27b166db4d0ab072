/// The name of a count series (序列键), for example `category=供水/停水,region=A市`.
///
/// Keys order by their UTF-8 bytes, so that no result depends on the locale.
public struct SeriesKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as the caller wrote it.
    public let name: String

    /// Makes a key from a name.
    public init(_ name: String) {
        self.name = name
    }

    /// Orders by UTF-8 bytes.
    public static func < (a: SeriesKey, b: SeriesKey) -> Bool {
        a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }

    /// The name itself.
    public var description: String { name }
}
