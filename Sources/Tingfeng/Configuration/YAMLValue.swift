internal import Yams

/// A value of the configuration file that knows its file, line and path of keys.
struct YAMLValue {
    let node: Node
    /// The file as the user named it.
    let file: String
    /// The folder that relative paths count from.
    let folder: String
    let key: String
    /// Where the value, or its key, begins.
    let mark: Mark?

    /// Returns an error about this value, or about the key inside it that should be there.
    func failure(
        _ problem: ConfigurationError.Problem,
        missing inner: String? = nil
    ) -> ConfigurationError {
        ConfigurationError(
            path: file,
            line: mark?.line,
            column: mark?.column,
            key: inner.map(path(to:)) ?? key,
            problem: problem
        )
    }

    func bad(_ expected: String) -> ConfigurationError {
        failure(.badValue(found: node.scalar?.string ?? "", expected: expected))
    }

    /// An empty value, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    var isList: Bool { node.sequence != nil }

    /// Reads the value, or returns `nil` where the file says `null`.
    func unlessNull<Value>(_ read: (YAMLValue) throws -> Value) rethrows -> Value? {
        isNull ? nil : try read(self)
    }

    // MARK: - Single values

    func text(_ expected: String = "文字") throws -> String {
        guard case .scalar(let scalar) = node else { throw wrongType(expected: expected) }
        guard !isNull else { throw failure(.emptyValue(expected: expected)) }
        guard !scalar.string.allSatisfy(\.isWhitespace) else { throw bad(expected) }
        return scalar.string
    }

    func path() throws -> ConfiguredPath {
        ConfiguredPath(try text("文件路径"), in: folder)
    }

    func parsed<Value: TextValue>(as type: Value.Type = Value.self) throws -> Value {
        guard let value = Value(try text(Value.form)) else { throw bad(Value.form) }
        return value
    }

    func number(in range: ClosedRange<Double>) throws -> Double {
        let expected = "\(shortest(range.lowerBound)) 到 \(shortest(range.upperBound)) 之间的数"
        guard let value = Double(try text(expected)), range.contains(value) else {
            throw bad(expected)
        }
        return value
    }

    func integer(in range: ClosedRange<Int>) throws -> Int {
        let expected = "\(range.lowerBound) 到 \(range.upperBound) 之间的整数"
        guard let value = Int(try text(expected)), range.contains(value) else {
            throw bad(expected)
        }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        of type: Choice.Type = Choice.self
    ) throws -> Choice where Choice.RawValue == String {
        let expected = "下列之一：" + Choice.allCases.map(\.rawValue).joined(separator: "、")
        guard let value = Choice(rawValue: try text(expected)) else { throw bad(expected) }
        return value
    }

    // MARK: - Lists and mappings

    /// Reads every entry of a list; the first is named `key[1]`.
    func list<Value>(of read: (YAMLValue) throws -> Value) throws -> [Value] {
        let expected = "方括号里的列表，空列表写 []"
        guard !isNull else { throw failure(.emptyValue(expected: expected)) }
        guard case .sequence(let nodes) = node else { throw wrongType(expected: expected) }
        return try nodes.enumerated().map { index, node in
            try read(child(node, key: "\(key)[\(index + 1)]", mark: node.mark))
        }
    }

    /// Reads a mapping with free keys, in the order of the file.
    func entries<Value>(of read: (String, YAMLValue) throws -> Value) throws -> [Value] {
        try pairs().map { try read($0.name, $0.value) }
    }

    /// The keys of a mapping with their values, in the order of the file; nothing for `null`.
    func pairs() throws -> [(name: String, value: YAMLValue)] {
        guard !isNull else { return [] }
        guard case .mapping(let mapping) = node else { throw wrongType(expected: "键: 值 的形式") }
        var seen: Set<String> = []
        return try mapping.map { keyNode, node in
            guard let name = keyNode.scalar?.string else {
                throw child(keyNode, key: key, mark: keyNode.mark).wrongType(expected: "一个词作键")
            }
            let value = child(node, key: path(to: name), mark: keyNode.mark)
            guard seen.insert(name).inserted else { throw value.failure(.duplicateKey) }
            return (name, value)
        }
    }

    func wrongType(expected: String) -> ConfigurationError {
        let found =
            switch node {
            case .scalar: "单个值"
            case .sequence: "列表"
            case .mapping: "键值对"
            case .alias: "别名"
            }
        return failure(.wrongType(found: found, expected: expected))
    }

    private func path(to name: String) -> String {
        key.isEmpty ? name : "\(key).\(name)"
    }

    /// Returns a value inside this one.
    ///
    /// `mark` is that of its key, where people look for the mistake: the value of a block mapping
    /// begins a line later.
    private func child(_ node: Node, key: String, mark: Mark?) -> YAMLValue {
        YAMLValue(node: node, file: file, folder: folder, key: key, mark: mark ?? self.mark)
    }

    private func shortest(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}
