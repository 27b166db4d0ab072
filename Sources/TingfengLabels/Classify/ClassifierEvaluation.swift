/// How good a classifier is on labelled samples, at one level of the taxonomy.
public struct ClassifierEvaluation: Sendable, Equatable {
    /// Precision and recall of one category.
    public struct CategoryScore: Sendable, Equatable {
        /// Path down to the evaluated level, joined by "/".
        public var category: String
        /// Samples that have this category.
        public var support: Int
        /// Share of the answers with this category that are right; 0 if there are none.
        public var precision: Double
        /// Share of the samples with this category that were found.
        public var recall: Double
        /// Harmonic mean of both.
        public var f1: Double
    }

    /// How often one category was taken for another.
    public struct Confusion: Sendable, Equatable {
        /// What people say.
        public var truth: String
        /// What the classifier says.
        public var answer: String
        /// Number of samples.
        public var count: Int
    }

    /// Accuracy among the most certain answers.
    public struct CoveragePoint: Sendable, Equatable {
        /// Share of the samples that are answered, 0...1.
        public var coverage: Double
        /// Probability from which on they are answered.
        public var threshold: Double
        /// Share of these that is right.
        public var accuracy: Double
    }

    /// Samples that have a category at this level.
    public let count: Int
    /// Share of right answers.
    public let accuracy: Double
    /// Mean F1 of the categories that stand in the samples.
    public let macroF1: Double
    /// Share of samples whose category is among the first three paths.
    public let top3Accuracy: Double
    /// Expected calibration error over 15 bins of equal width.
    public let calibrationError: Double
    /// Scores by category in the order of their UTF-8 bytes.
    public let categories: [CategoryScore]
    /// Wrong answers, most frequent first.
    public let confusions: [Confusion]
    /// The abstention curve in steps of 5 %, from 5 % to 100 % coverage.
    public let coverage: [CoveragePoint]

    /// Returns the probability from which on answers reach a precision, with the widest coverage on
    /// the abstention curve; 1 if none does.
    public func threshold(forPrecision precision: Double) -> Double {
        coverage.last { $0.accuracy >= precision }?.threshold ?? 1
    }

    /// Compares answers with the paths that people gave, at a level from 1 on; samples without
    /// that level are left out.
    public init(answers: [Classification], truths: [[String]], level: Int = 1) {
        precondition(answers.count == truths.count && level >= 1, "one answer per sample")
        let cases = zip(answers, truths).compactMap { answer, truth in
            truth.count >= level ? Case(answer: answer, truth: truth, level: level) : nil
        }
        count = cases.count
        let total = Double(max(1, cases.count))
        accuracy = Double(cases.count(where: \.isRight)) / total
        top3Accuracy = Double(cases.count(where: \.isInTop3)) / total
        categories = Self.scores(cases)
        let present = categories.filter { $0.support > 0 }
        macroF1 = present.reduce(0) { $0 + $1.f1 } / Double(max(1, present.count))
        confusions = Self.confusions(cases)
        calibrationError = Self.calibrationError(cases)
        coverage = Self.coverage(cases)
    }
}

extension ClassifierEvaluation {
    /// One sample cut at the evaluated level.
    private struct Case {
        var truth: String
        var answer: String
        var probability: Double
        var isInTop3: Bool
        var isRight: Bool { truth == answer }

        init(answer: Classification, truth: [String], level: Int) {
            func cut(_ path: [String]) -> String { path.prefix(level).joined(separator: "/") }
            let truth = cut(truth)
            self.truth = truth
            self.answer = cut(answer.path)
            probability = answer.probabilities.prefix(level).last ?? 0
            isInTop3 = answer.top.prefix(3).contains { cut($0.path) == truth }
        }
    }

    private static func scores(_ cases: [Case]) -> [CategoryScore] {
        let truths = Dictionary(grouping: cases, by: \.truth)
        let answers = Dictionary(grouping: cases, by: \.answer)
        let names = Set(truths.keys).union(answers.keys)
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
            let support = truths[name, default: []].count
            let given = answers[name, default: []].count
            let right = Double(truths[name, default: []].count(where: \.isRight))
            return CategoryScore(
                category: name,
                support: support,
                precision: right / Double(max(1, given)),
                recall: right / Double(max(1, support)),
                f1: 2 * right / Double(max(1, support + given))
            )
        }
    }

    private static func confusions(_ cases: [Case]) -> [Confusion] {
        let wrong = Dictionary(grouping: cases.filter { !$0.isRight }) { [$0.truth, $0.answer] }
        return wrong.map { Confusion(truth: $0[0], answer: $0[1], count: $1.count) }
            .sorted { ($1.count, $0.truth, $0.answer) < ($0.count, $1.truth, $1.answer) }
    }

    private static func calibrationError(_ cases: [Case]) -> Double {
        let bins = Dictionary(grouping: cases) { min(14, Int($0.probability * 15)) }
        return bins.keys.sorted().reduce(0) { sum, bin in
            let members = bins[bin, default: []]
            let expected = members.reduce(0) { $0 + $1.probability }
            return sum + abs(expected - Double(members.count(where: \.isRight)))
        } / Double(max(1, cases.count))
    }

    private static func coverage(_ cases: [Case]) -> [CoveragePoint] {
        let ranked = cases.enumerated().sorted {
            ($0.element.probability, $1.offset) > ($1.element.probability, $0.offset)
        }.map(\.element)
        return stride(from: 5, through: 100, by: 5).compactMap { percent in
            let answered = ranked.prefix(max(1, cases.count * percent / 100))
            guard let last = answered.last else { return nil }
            return CoveragePoint(
                coverage: Double(percent) / 100,
                threshold: last.probability,
                accuracy: Double(answered.count(where: \.isRight)) / Double(answered.count)
            )
        }
    }
}
