import Tingfeng
import TingfengLabels

extension ClassifierEvaluation {
    /// The evaluation as it is printed: totals, then categories, then what was confused.
    var record: OutputRecord {
        OutputRecord([
            OutputField("samples", zh: "条数", en: "Samples", .int(count)),
            OutputField("accuracy", zh: "准确率", en: "Accuracy", .double(accuracy, decimals: 4)),
            OutputField("macro_f1", zh: "宏平均F1", en: "Macro F1", .double(macroF1, decimals: 4)),
            OutputField(
                "top3_accuracy",
                zh: "前三命中率",
                en: "Top-3 accuracy",
                .double(top3Accuracy, decimals: 4)
            ),
            OutputField("ece", zh: "校准误差", en: "ECE", .double(calibrationError, decimals: 4)),
            OutputField("categories", zh: "逐类", en: "By category", .list(categories.map(\.value))),
            OutputField(
                "confusions",
                zh: "混淆",
                en: "Confusions",
                .list(confusions.prefix(20).map(\.value))
            ),
            OutputField(
                "coverage",
                zh: "覆盖率与准确率",
                en: "Coverage and accuracy",
                .list(coverage.filter { $0.coverage >= 0.5 }.map(\.value))
            ),
        ])
    }
}

extension ClassifierEvaluation.CategoryScore {
    fileprivate var value: OutputValue {
        .object([
            OutputField("category", zh: "分类", en: "Category", .string(category)),
            OutputField("support", zh: "条数", en: "Support", .int(support)),
            OutputField("precision", zh: "查准", en: "Precision", .double(precision, decimals: 4)),
            OutputField("recall", zh: "查全", en: "Recall", .double(recall, decimals: 4)),
            OutputField("f1", zh: "F1", en: "F1", .double(f1, decimals: 4)),
        ])
    }
}

extension ClassifierEvaluation.Confusion {
    fileprivate var value: OutputValue {
        .object([
            OutputField("truth", zh: "应为", en: "Truth", .string(truth)),
            OutputField("answer", zh: "判为", en: "Answer", .string(answer)),
            OutputField("count", zh: "次数", en: "Count", .int(count)),
        ])
    }
}

extension ClassifierEvaluation.CoveragePoint {
    fileprivate var value: OutputValue {
        .object([
            OutputField("coverage", zh: "覆盖率", en: "Coverage", .double(coverage, decimals: 2)),
            OutputField("threshold", zh: "阈值", en: "Threshold", .double(threshold, decimals: 4)),
            OutputField("accuracy", zh: "准确率", en: "Accuracy", .double(accuracy, decimals: 4)),
        ])
    }
}
