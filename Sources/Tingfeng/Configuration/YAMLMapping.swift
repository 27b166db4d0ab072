/// A mapping of the configuration file whose keys are the cases of an enumeration.
struct YAMLMapping<Key: RawRepresentable & CaseIterable & Hashable> where Key.RawValue == String {
    private let value: YAMLValue
    private let values: [Key: YAMLValue]

    /// Reads the keys; one that is unknown, or a secret that `refusing` maps to the key to use
    /// instead, is an error.
    init(_ value: YAMLValue, refusing secrets: [String: String] = [:]) throws {
        var values: [Key: YAMLValue] = [:]
        for (name, child) in try value.pairs() {
            if let instead = secrets[name] { throw child.failure(.inlineSecret(instead: instead)) }
            guard let key = Key(rawValue: name) else {
                throw child.failure(.unknownKey(known: Key.allCases.map(\.rawValue)))
            }
            values[key] = child
        }
        self.value = value
        self.values = values
    }

    subscript(key: Key) -> YAMLValue? { values[key] }

    func required(_ key: Key) throws -> YAMLValue {
        guard let found = values[key] else {
            throw value.failure(.missingKey, missing: key.rawValue)
        }
        return found
    }
}

extension YAMLValue {
    func keys<Key: RawRepresentable & CaseIterable & Hashable>(
        _ type: Key.Type,
        refusing secrets: [String: String] = [:]
    ) throws -> YAMLMapping<Key> where Key.RawValue == String {
        try YAMLMapping(self, refusing: secrets)
    }
}
