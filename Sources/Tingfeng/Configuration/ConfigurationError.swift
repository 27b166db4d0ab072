/// What is wrong with a configuration file, where, and what to write instead.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Kinds of mistakes, with what was found.
    public enum Problem: Equatable, Sendable {
        case unreadable
        case notUTF8
        /// Not YAML; the parser's own words.
        case syntax(String)
        case unknownKey(known: [String])
        case duplicateKey
        case missingKey
        case emptyValue(expected: String)
        /// A list, a mapping or a single value where another of these belongs.
        case wrongType(found: String, expected: String)
        case badValue(found: String, expected: String)
        /// A secret that stands in the file itself; `instead` names the key for its place.
        case inlineSecret(instead: String)
        /// A search that cannot be made; the sentence says why and what to write.
        case badQuery(String)
        /// The settings of two keys contradict each other.
        case contradiction(String)
    }

    /// The file as the user named it.
    public var path: String
    /// 1-based; `nil` if the file as a whole is to blame.
    public var line: Int?
    /// 1-based, in Unicode scalars.
    public var column: Int?
    /// Path of keys such as `detect.budget.calibrate` or `rules[2].query` (counted from 1); empty
    /// for the whole file.
    public var key: String
    /// What is wrong.
    public var problem: Problem

    /// Creates an error; without a line it concerns the whole file.
    public init(
        path: String,
        line: Int? = nil,
        column: Int? = nil,
        key: String = "",
        problem: Problem
    ) {
        self.path = path
        self.line = line
        self.column = column
        self.key = key
        self.problem = problem
    }

    /// One Chinese sentence: file, line, key, what is wrong, what to do.
    public var description: String {
        let place = line.map { " 第 \($0) 行" } ?? ""
        let subject = key.isEmpty ? "" : "「\(key)」"
        if case .badQuery(let sentence) = problem {
            return "配置文件 \(path)\(place)：\(subject)不能用来检索：\(sentence)"
        }
        return "配置文件 \(path)\(place)：\(subject)\(complaint)，\(remedy)。"
    }

    /// What to do, in Chinese.
    public var remedy: String {
        switch problem {
        case .unreadable: "请检查路径与读取权限，或用 tingfeng init 新建"
        case .notUTF8: "请另存为 UTF-8"
        case .syntax: "请检查缩进、冒号后的空格与引号"
        case .unknownKey(let known): Self.advice(for: lastKey, known: known)
        case .duplicateKey: "请只保留一处"
        case .missingKey: "请补上这一项"
        case .emptyValue(let expected): "请写\(spaced(expected))，或删去此项以用默认值"
        case .wrongType(_, let expected), .badValue(_, let expected): "请写\(spaced(expected))"
        case .inlineSecret(let instead): "请改用 \(instead)"
        case .badQuery: "请改写查询式"
        case .contradiction: "请改正其中一处"
        }
    }

    private var complaint: String {
        switch problem {
        case .unreadable: "无法读取"
        case .notUTF8: "不是 UTF-8 文本"
        case .syntax(let words): "不是合法的 YAML(\(words))"
        case .unknownKey: "不是已知的键"
        case .duplicateKey: "不止出现一次"
        case .missingKey: "缺失"
        case .emptyValue: "没有值"
        case .wrongType(let found, _): "不应是\(found)"
        case .badValue(let found, _): "的值「\(found)」无效"
        case .inlineSecret: "会把密钥或地址直接写进配置文件"
        case .badQuery(let sentence): sentence
        case .contradiction(let words): words
        }
    }

    private var lastKey: String {
        key.split(separator: ".").last.map(String.init) ?? key
    }

    private static func advice(for key: String, known: [String]) -> String {
        let close = known.map { ($0, editDistance(key, $0)) }.min { $0.1 < $1.1 }
        if let (word, distance) = close, distance <= 2, distance < word.count {
            return "是否想写 \(word)"
        }
        return "此处可用：" + known.joined(separator: "、")
    }
}

/// Sets a space before a text that begins with a digit or a Latin letter, as Chinese print does.
private func spaced(_ text: String) -> String {
    text.first?.isASCII == true ? " " + text : text
}

/// Counts the insertions, deletions and replacements that turn one word into another.
private func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let replaced = diagonal + (x == y ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
        }
    }
    return row[b.count]
}
