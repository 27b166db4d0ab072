import Foundation
import Testing
import TingfengLabels
import TingfengText

@Suite struct ClassifierTrainerTests {
    static let samples: [LabelledSample] = (0..<24).map { index in
        let isNoise = index % 2 == 0
        return LabelledSample(
            title: isNoise ? "工地噪音扰民" : "路灯不亮",
            body: isNoise ? "第\(index)栋楼下半夜施工噪音很大睡不着觉" : "巷子\(index)的路灯坏了晚上很黑看不清",
            path: isNoise ? ["环境", "噪音"] : ["市政", index % 4 == 1 ? "路灯" : "道路"]
        )
    }

    static func trained(minimum: Int = 2) async throws -> TrainedModel {
        var options = ClassifierTrainer.Options()
        options.minimumDocuments = minimum
        let trainer = ClassifierTrainer(
            options: options,
            normalizer: try PackageFiles.normalizer(),
            tokenizer: .init()
        )
        return try await trainer.train(samples)
    }

    @Test func `the same samples give the same bytes`() async throws {
        let first = try await Self.trained()
        let second = try await Self.trained()
        #expect(first.bytes == second.bytes)
    }

    @Test func `an unseen message goes to the category of its words`() async throws {
        let classifier = try await Self.trained().classifier()
        var workspace = CategoryClassifier.Workspace()
        let input = try PackageFiles.input(title: "工地噪音", body: "隔壁半夜施工噪音很大，睡不着觉")
        let answer = classifier.classify(input, workspace: &workspace)
        #expect(answer.path == ["环境", "噪音"])
        #expect(answer.probability > 0.5 && answer.probability <= 1)
    }

    @Test func `a written model answers like the one in memory`() async throws {
        let model = try await Self.trained()
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("\(UUID().uuidString).bin").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try model.write(to: path)
        let input = try PackageFiles.input(title: "路灯坏了", body: "晚上很黑")
        var workspace = CategoryClassifier.Workspace()
        let memory = try model.classifier().classify(input, reasonLimit: 5, workspace: &workspace)
        let mapped = try CategoryClassifier(contentsOf: path)
            .classify(input, reasonLimit: 5, workspace: &workspace)
        #expect(memory == mapped)
    }

    @Test func `a single category is refused`() async throws {
        let trainer = ClassifierTrainer(
            normalizer: try PackageFiles.normalizer(),
            tokenizer: .init()
        )
        let samples = (0..<20).map { LabelledSample(title: "", body: "文\($0)", path: ["甲"]) }
        await #expect(throws: LabelsError.tooLittleTrainingData(samples: 20, classes: 1)) {
            try await trainer.train(samples)
        }
    }

    @Test func `samples without a category teach kind and urgency alone`() async throws {
        let trainer = ClassifierTrainer(
            normalizer: try PackageFiles.normalizer(),
            tokenizer: .init()
        )
        let told = Self.samples.enumerated().map { index, sample in
            var sample = sample
            sample.kind = index % 2 == 0 ? "投诉" : "求助"
            sample.urgency = index % 5 == 0 ? "紧急" : "一般"
            return sample
        }
        let further = (0..<12).map { index in
            let isGas = index % 2 == 0
            return LabelledSample(
                title: isGas ? "天然气泄漏" : "表扬窗口人员",
                body: isGas ? "第\(index)单元天然气泄漏，气味很大" : "办事\(index)次，窗口人员都很热情",
                path: [],
                kind: isGas ? "投诉" : "感谢",
                urgency: isGas ? "紧急" : "一般"
            )
        }
        let alone = try await trainer.train(told)
        let both = try await trainer.train(further + told)
        #expect(both.heldOut.map(\.sample) == told)
        let classifier = try both.classifier()
        #expect(classifier.categories == (try alone.classifier().categories))
        var workspace = CategoryClassifier.Workspace()
        let thanks = classifier.classify(
            try PackageFiles.input(title: "表扬", body: "窗口人员很热情"),
            workspace: &workspace
        )
        #expect(thanks.axes?.kind == "感谢")
        let gas = try PackageFiles.input(title: "天然气泄漏", body: "气味很大")
        let scores = try [alone.classifier(), classifier].map {
            $0.classify(gas, workspace: &workspace).axes?.urgencyScore ?? 0
        }
        #expect(scores[1] > scores[0])
    }

    @Test func `a taxonomy makes categories known that no sample has`() async throws {
        let trainer = ClassifierTrainer(
            normalizer: try PackageFiles.normalizer(),
            tokenizer: .init()
        )
        let taxonomy = try Taxonomy(csv: "level1,level2\n环境,噪音\n殡葬,公墓管理\n")
        let model = try await trainer.train(Self.samples, taxonomy: taxonomy)
        #expect(try model.classifier().categories.contains("殡葬"))
    }
}
