import Foundation
public import TingfengLabels

/// What a training run knows of its model from samples held out: the lines of the model card.
public struct HeldOutReport: Sendable {
    private let answers: [Classification]
    private let samples: [LabelledSample]

    /// Judges answers for samples that the answering model has not seen.
    public init(_ heldOut: [TrainedModel.HeldOutAnswer]) {
        self.init(answers: heldOut.map(\.answer), samples: heldOut.map(\.sample))
    }

    /// Judges answers against what people said.
    public init(answers: [Classification], samples: [LabelledSample]) {
        self.answers = answers
        self.samples = samples
    }

    /// One line per level and axis.
    public var text: String { (levels + axes + [curve]).joined(separator: "\n") }

    private var levels: [String] {
        let depth = samples.reduce(0) { max($0, $1.path.count) }
        return (0..<depth).map { index in
            let level = ClassifierEvaluation(
                answers: answers,
                truths: samples.map(\.path),
                level: index + 1
            )
            return "L\(index + 1) accuracy \(Self.digits(level.accuracy))"
                + " with-second \(Self.digits(withSecond(index + 1)))"
                + " top3 \(Self.digits(level.top3Accuracy))"
                + " macro-F1 \(Self.digits(level.macroF1)) ECE \(Self.digits(level.calibrationError))"
        }
    }

    private func withSecond(_ level: Int) -> Double {
        let right = zip(answers, samples).count { answer, sample in
            let given = answer.path.prefix(level)
            return given == sample.path.prefix(level)
                || (sample.second.map { given == $0.prefix(level) } ?? false)
        }
        return Double(right) / Double(max(1, samples.count))
    }

    private var axes: [String] {
        let axes = AxisEvaluation(answers: answers, samples: samples)
        guard axes.count > 0 else { return [] }
        return [
            "kind accuracy \(Self.digits(axes.kindAccuracy))",
            "urgency accuracy \(Self.digits(axes.urgencyAccuracy))"
                + " urgent-recall@20% \(Self.digits(axes.urgentRecall))"
                + " 特急 recall \(Self.digits(axes.criticalRecall))"
                + " at load \(Self.digits(axes.criticalLoad)) (n=\(axes.criticalCount))",
            "aspects micro-F1 \(Self.digits(axes.aspectMicroF1)) "
                + axes.aspects.map { "\($0.name) \(Self.digits($0.f1))" }.joined(separator: " "),
        ]
    }

    private var curve: String {
        let level = ClassifierEvaluation(answers: answers, truths: samples.map(\.path))
        return "L1 accuracy at coverage "
            + level.coverage.filter { Int($0.coverage * 100) % 10 == 0 }.map {
                "\(Int($0.coverage * 100))% \(Self.digits($0.accuracy))"
            }.joined(separator: " ")
    }

    private static func digits(_ value: Double) -> String { String(format: "%.3f", value) }
}
