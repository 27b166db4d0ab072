/// An amount of bytes, written `1048576`, `512KiB`, `32MiB` or `1GB`.
public struct ByteSize: TextValue, Comparable {
    /// Says how to write a size.
    public static let form = "字节数，例如 32MiB、512KiB、1000000"
    private static let units: [(name: String, bytes: Double)] = [
        ("", 1), ("B", 1), ("KiB", 1_024), ("MiB", 1_048_576), ("GiB", 1_073_741_824),
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9),
    ]

    /// The size in bytes.
    public var bytes: Int

    /// Creates a size from a number of bytes.
    public init(bytes: Int) {
        self.bytes = bytes
    }

    /// Reads a number with an optional unit; the size is positive and below a pebibyte.
    public init?(_ text: String) {
        guard let (number, name) = splitQuantity(text),
            let unit = Self.units.first(where: { $0.name == name })
        else { return nil }
        let bytes = number * unit.bytes
        guard bytes >= 1, bytes < 1e15, bytes == bytes.rounded() else { return nil }
        self.init(bytes: Int(bytes))
    }

    /// The size in the largest binary unit that divides it: `32MiB`.
    public var description: String {
        for (name, size) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        where bytes % size == 0 && bytes > 0 {
            return "\(bytes / size)\(name)"
        }
        return "\(bytes)"
    }

    /// Compares the numbers of bytes.
    public static func < (a: ByteSize, b: ByteSize) -> Bool { a.bytes < b.bytes }
    /// Returns `count` times 1,048,576 bytes.
    public static func mebibytes(_ count: Int) -> ByteSize { ByteSize(bytes: count << 20) }
}
