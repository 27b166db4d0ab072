import Testing
import TingfengText

@testable import TingfengLabels

@Suite struct PlaceTrainerTests {
    private func samples() throws -> [PlaceSample] {
        let names = ["桂花苑小区", "柳树路", "第二小学", "东湖公园", "梅岭村", "星河广场"]
        let complaints = ["噪音扰民", "垃圾没人清运", "路灯不亮", "停车太乱"]
        let normalizer = try PackageFiles.normalizer()
        return try (0..<24).map { number in
            let place = "B\(number % 3 + 1)区" + names[number % names.count]
            let title = "反映\(place)\(complaints[number % complaints.count])"
            let input = try PackageFiles.input(title: title, body: "请有关部门尽快处理，谢谢。")
            return PlaceSample(input, places: [normalizer.normalize(place).units])
        }
    }

    @Test func `the same samples give the same model, which finds their places`() throws {
        let trainer = PlaceTrainer(lexicon: .empty)
        let samples = try samples()
        let first = try trainer.train(samples, texts: [])
        #expect(try trainer.train(samples, texts: []).bytes == first.bytes)
        #expect(first.crossValidation.overlap.recall > 0.5)
    }

    @Test func `samples beside those of reference teach, but are not scored`() throws {
        let trainer = PlaceTrainer(lexicon: .empty)
        let samples = try samples()
        let silent = try (0..<24).map { number in
            let input = try PackageFiles.input(title: "建议\(number)", body: "希望改进服务。")
            return PlaceSample(input, places: [[1]], isReference: false)
        }
        let both = try trainer.train(samples + silent, texts: [])
        #expect(both.crossValidation.overlap.recall > 0.5)
        #expect(throws: LabelsError.tooLittleTrainingData(samples: 0, classes: 2)) {
            try trainer.train(silent, texts: [])
        }
    }

    @Test func `too few samples are refused`() throws {
        let samples = try Array(samples().prefix(5))
        #expect(throws: LabelsError.tooLittleTrainingData(samples: 5, classes: 2)) {
            try PlaceTrainer(lexicon: .empty).train(samples, texts: [])
        }
    }
}
