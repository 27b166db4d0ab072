import TingfengTrends

/// What an external detector says of one series.
struct ExternalAnswer {
    private let expected: [Double]
    private let p: [Double]
    private let dropP: [Double]?
    private let upper: [Double]?

    /// Reads a line.
    ///
    /// - Throws: a text that says what is wrong with it.
    init(_ line: String, series: String, bins: Int) throws {
        guard let json = try? JSONValue(parsing: Array(line.utf8)), json.members != nil else {
            throw Problem("“\(line.prefix(60))”不是一行 JSON 对象")
        }
        guard json["series"]?.string == series else {
            throw Problem("问的是序列 \(series)，答的不是")
        }
        let numbers = { (name: String, range: ClosedRange<Double>) throws -> [Double]? in
            guard let value = json[name] else { return nil }
            let list = value.array?.compactMap(\.double) ?? []
            guard list.count == bins, list.allSatisfy(range.contains) else {
                throw Problem("序列 \(series) 的 \(name) 应为 \(bins) 个数")
            }
            return list
        }
        guard let p = try numbers("p", 0...1), let expected = try numbers("expected", 0...1e9)
        else { throw Problem("序列 \(series) 缺少 p 或 expected") }
        self.p = p
        self.expected = expected
        dropP = try numbers("drop_p", 0...1)
        upper = try numbers("upper", 0...1e9)
    }

    /// What is wrong with an answer.
    struct Problem: Error {
        let words: String

        init(_ words: String) {
            self.words = words
        }
    }

    func detection(_ place: Int, bin: Bin, count: Int32, isProvisional: Bool) -> Detection {
        let (p, dropP) = (p[place], dropP?[place] ?? 1)
        return Detection(
            bin: bin,
            count: count,
            expected: expected[place],
            upper: Int32(upper?[place] ?? expected[place].rounded(.up)),
            score: NormalScore.score(upperTail: p),
            p: p,
            dropScore: NormalScore.score(upperTail: dropP),
            dropP: dropP,
            alarm: nil,
            isProvisional: isProvisional
        )
    }
}
