/// How good a classifier is on kind, urgency and aspects.
public struct AxisEvaluation: Sendable {
    /// F1 of one aspect.
    public struct AspectScore: Sendable, Equatable {
        /// The aspect.
        public var name: String
        /// Samples that have it.
        public var support: Int
        /// Harmonic mean of precision and recall.
        public var f1: Double
    }

    /// Samples with a kind.
    public let count: Int
    /// Share of right kinds.
    public let kindAccuracy: Double
    /// Share of right urgencies.
    public let urgencyAccuracy: Double
    /// Share of the 紧急 and 特急 samples among the fifth with the highest score.
    public let urgentRecall: Double
    /// Share of the 特急 samples that were called so.
    public let criticalRecall: Double
    /// Share of all samples that were called 特急: what people must read at once.
    public let criticalLoad: Double
    /// Number of 特急 samples.
    public let criticalCount: Int
    /// F1 over all aspects together.
    public let aspectMicroF1: Double
    /// Scores by aspect, in the order of their UTF-8 bytes.
    public let aspects: [AspectScore]

    /// Compares answers with what people said; samples without kind are left out.
    public init(answers: [Classification], samples: [LabelledSample]) {
        let cases = zip(answers, samples).compactMap { answer, sample in
            answer.axes.flatMap { axes in sample.kind == nil ? nil : (axes: axes, sample: sample) }
        }
        let total = Double(max(1, cases.count))
        count = cases.count
        kindAccuracy = Double(cases.count { $0.axes.kind == $0.sample.kind }) / total
        urgencyAccuracy = Double(cases.count { $0.axes.urgency == $0.sample.urgency }) / total
        let ranked = cases.enumerated().sorted {
            ($0.element.axes.urgencyScore, $1.offset) > ($1.element.axes.urgencyScore, $0.offset)
        }
        func isUrgent(_ sample: LabelledSample) -> Bool { sample.urgency != AxisFindings.ordinary }
        let urgent = cases.count { isUrgent($0.sample) }
        let found = ranked.prefix(cases.count / 5).count { isUrgent($0.element.sample) }
        urgentRecall = Double(found) / Double(max(1, urgent))
        let worst = AxisModel.urgencies.last
        criticalCount = cases.count { $0.sample.urgency == worst }
        let called = cases.filter { $0.axes.urgency == worst }
        criticalLoad = Double(called.count) / total
        criticalRecall =
            Double(called.count { $0.sample.urgency == worst }) / Double(max(1, criticalCount))
        let tables = cases.map { (Set($0.axes.aspects.map(\.name)), Set($0.sample.aspects ?? [])) }
        let names = tables.reduce(into: Set<String>()) { $0.formUnion($1.0.union($1.1)) }
        aspects = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
            let given = tables.count { $0.0.contains(name) }
            let wanted = tables.count { $0.1.contains(name) }
            let both = tables.count { $0.0.contains(name) && $0.1.contains(name) }
            let f1 = 2 * Double(both) / Double(max(1, given + wanted))
            return AspectScore(name: name, support: wanted, f1: f1)
        }
        let both = tables.reduce(0) { $0 + $1.0.intersection($1.1).count }
        let all = tables.reduce(0) { $0 + $1.0.count + $1.1.count }
        aspectMicroF1 = 2 * Double(both) / Double(max(1, all))
    }
}
