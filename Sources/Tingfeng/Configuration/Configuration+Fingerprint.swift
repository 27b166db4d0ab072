internal import Foundation
internal import TingfengText

extension Configuration {
    /// Identifies the settings that can change a result.
    ///
    /// Where the database lies, where alerts are sent, how the server listens and which file holds
    /// the key do not count, nor do comments, order of keys, and the folder of the file. The
    /// contents of the files that the configuration names do not count either.
    ///
    /// - Parameter hash: SHA-256 as lower-case hex digits.
    /// - Returns: `sha256:` and the digits.
    /// - Throws: Never in practice; the encoder is declared to.
    public func fingerprint(using hash: ([UInt8]) -> String) throws -> String {
        "sha256:" + hash(try canonicalBytes())
    }

    /// A form of the settings that is the same for equal settings: JSON with sorted keys, after a
    /// line that names the version of the form.
    func canonicalBytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(CanonicalSettings(self))
        return Array("tingfeng-configuration-1\n".utf8) + Array(json)
    }
}

private struct CanonicalSettings: Encodable {
    let timezone: String
    let calendar: Configuration.Calendar
    let taxonomy: Configuration.Taxonomy
    let dictionary: Configuration.Dictionaries
    let regions: ConfiguredPath?
    /// The order of the file does not matter, names do.
    let sources: [Configuration.Source]
    let mask: [String]
    let sla: Configuration.ServiceLevel
    let detect: Configuration.Detect
    let rules: [Configuration.Rule]
    let retention: Configuration.Retention

    init(_ configuration: Configuration) {
        timezone = configuration.timezone
        calendar = configuration.calendar
        taxonomy = configuration.taxonomy
        dictionary = configuration.dictionary
        regions = configuration.regions
        sources = configuration.sources.sorted { $0.name < $1.name }
        mask = configuration.pii.mask.map(\.rawValue)
        sla = configuration.sla
        detect = configuration.detect
        rules = configuration.rules
        retention = configuration.retention
    }
}
