/// Which columns of the input fill which field (字段映射).
public struct FieldMap: Sendable, Equatable {
    /// Headers by field, the preferred one first; the first that is present and not empty counts,
    /// except for `region`, whose columns are joined to a path.
    public var columns: [MessageField: [String]]
    /// Headers kept, masked, in `Message.extra`.
    public var extra: [String]
    /// Presets whose aliases stand behind `columns`, for fields that `columns` does not name.
    public var presets: [FieldPreset]

    /// Puts headers before the aliases of the presets.
    public init(
        columns: [MessageField: [String]] = [:],
        extra: [String] = [],
        presets: [FieldPreset] = FieldPreset.allCases
    ) {
        self.columns = columns
        self.extra = extra
        self.presets = presets
    }

    /// Knows the headers of all presets; the source is named after the one that fits best.
    public static let automatic = FieldMap()

    /// Knows the headers of one preset.
    public init(preset: FieldPreset) {
        self.init(presets: [preset])
    }

    /// The preset that names most of the headers, the earlier one if two name equally many.
    func bestPreset(for headers: [String]) -> FieldPreset? {
        let folded = Set(headers.map(HeaderName.fold))
        let hits = presets.map { preset in
            preset.aliases.values.joined().count { folded.contains(HeaderName.fold($0)) }
        }
        guard let most = hits.max(), most > 0, let index = hits.firstIndex(of: most) else {
            return presets.count == 1 ? presets.first : nil
        }
        return presets[index]
    }

    /// The field of each folded header and its rank among the headers of that field.
    ///
    /// Headers that `columns` names come first, then the canonical field names, then aliases in
    /// the order of the presets; the first claim to a header wins.
    func claims() -> [String: (field: MessageField, rank: Int)] {
        var claims: [String: (field: MessageField, rank: Int)] = [:]
        var ranks: [MessageField: Int] = [:]
        func claim(_ field: MessageField, _ headers: [String]) {
            for header in headers where claims[HeaderName.fold(header)] == nil {
                claims[HeaderName.fold(header)] = (field, ranks[field, default: 0])
                ranks[field, default: 0] += 1
            }
        }
        let named = MessageField.allCases.filter { columns[$0] != nil }
        let unnamed = MessageField.allCases.filter { columns[$0] == nil }
        for field in named { claim(field, columns[field] ?? []) }
        for field in unnamed { claim(field, [field.rawValue]) }
        for field in unnamed { claim(field, FieldPreset.commonAliases[field] ?? []) }
        for preset in presets {
            for field in unnamed { claim(field, preset.aliases[field] ?? []) }
        }
        return claims
    }
}
