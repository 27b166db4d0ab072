/// A file or folder that the configuration names.
///
/// A relative path counts from the folder of the configuration file. Only what was written enters
/// the fingerprint, so that a moved folder keeps it.
public struct ConfiguredPath: Sendable, Hashable, Encodable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The path as it stands in the file.
    public var written: String
    /// The folder that a relative path counts from; empty for the current one.
    public var folder: String

    /// Creates a path, relative to a folder unless it begins with a slash.
    public init(_ written: String, in folder: String = "") {
        self.written = written
        self.folder = folder
    }

    /// Creates a path that counts from the current folder.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The path to open.
    public var path: String {
        guard !written.hasPrefix("/"), !folder.isEmpty else { return written }
        return folder.hasSuffix("/") ? folder + written : folder + "/" + written
    }

    /// The path to open.
    public var description: String { path }

    /// Encodes what is written.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(written)
    }
}
