public import TingfengLabels

/// Two models on the same labelled set, side by side: what a switch would change.
public struct ModelComparison: Sendable {
    private let samples: [LabelledSample]
    private let new: [Classification]
    private let old: [Classification]

    /// Takes the answers of both models to the same samples.
    public init(samples: [LabelledSample], new: [Classification], old: [Classification]) {
        self.samples = samples
        self.new = new
        self.old = old
    }

    /// One row per level: accuracy of both, and how many messages only one of them gets right.
    public var table: OutputTable {
        let depth = samples.reduce(0) { max($0, $1.path.count) }
        return OutputTable(
            columns: [
                OutputColumn("level", zh: "级", en: "Level", .right),
                OutputColumn("messages", zh: "留言", en: "Messages", .right),
                OutputColumn("old_accuracy", zh: "旧模型准确率", en: "Old accuracy", .right),
                OutputColumn("new_accuracy", zh: "新模型准确率", en: "New accuracy", .right),
                OutputColumn("old_ece", zh: "旧校准误差", en: "Old ECE", .right),
                OutputColumn("new_ece", zh: "新校准误差", en: "New ECE", .right),
                OutputColumn("won", zh: "只有新的对", en: "Only new right", .right),
                OutputColumn("lost", zh: "只有旧的对", en: "Only old right", .right),
            ],
            rows: depth > 0 ? (1...depth).map(row) : []
        )
    }

    private func row(_ level: Int) -> [OutputValue] {
        let truths = samples.map(\.path)
        let before = ClassifierEvaluation(answers: old, truths: truths, level: level)
        let after = ClassifierEvaluation(answers: new, truths: truths, level: level)
        func isRight(_ answer: Classification, _ sample: LabelledSample) -> Bool {
            sample.path.count >= level && answer.path.prefix(level) == sample.path.prefix(level)
        }
        let verdicts = samples.indices.map { index in
            (isRight(new[index], samples[index]), isRight(old[index], samples[index]))
        }
        return [
            .int(level), .int(after.count), .double(before.accuracy, decimals: 4),
            .double(after.accuracy, decimals: 4), .double(before.calibrationError, decimals: 4),
            .double(after.calibrationError, decimals: 4), .int(verdicts.count { $0.0 && !$0.1 }),
            .int(verdicts.count { !$0.0 && $0.1 }),
        ]
    }
}
