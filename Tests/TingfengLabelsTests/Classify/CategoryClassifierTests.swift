import Testing
import TingfengLabels

@Suite struct CategoryClassifierTests {
    let classifier: CategoryClassifier

    init() throws {
        classifier = try CategoryClassifier(
            contentsOf: "\(PackageFiles.root)/models/classifier.bin"
        )
    }

    private func answer(_ title: String, _ body: String, reasons: Int = 0) throws -> Classification
    {
        var workspace = CategoryClassifier.Workspace()
        let input = try PackageFiles.input(title: title, body: body)
        return classifier.classify(input, reasonLimit: reasons, workspace: &workspace)
    }

    @Test func `probabilities never rise from level to level`() throws {
        let answer = try answer("楼下烧烤店油烟扰民", "油烟直接排到楼上，窗户不能开。")
        #expect(answer.path.count == answer.probabilities.count)
        #expect(answer.probabilities == answer.probabilities.sorted(by: >))
    }

    @Test func `three full paths are offered, the best first`() throws {
        let answer = try answer("小区路灯不亮", "晚上看不清路。")
        #expect(answer.top.count == 3)
        #expect(answer.top.first?.path == answer.path)
        #expect(Set(answer.top.map(\.path)).count == 3)
    }

    @Test func `an empty message gets a path and no reason`() throws {
        let answer = try answer("", "", reasons: 5)
        #expect(!answer.path.isEmpty)
        #expect(answer.reasons.isEmpty)
    }

    @Test func `the classifier abstains below its threshold only`() throws {
        var strict = classifier
        strict.abstainBelow = 1.1
        var lenient = classifier
        lenient.abstainBelow = 0
        var workspace = CategoryClassifier.Workspace()
        let input = try PackageFiles.input(title: "噪音", body: "施工噪音")
        #expect(strict.classify(input, workspace: &workspace).abstained)
        #expect(!lenient.classify(input, workspace: &workspace).abstained)
    }

    @Test func `reasons point at their words in title, newline, body`() throws {
        let title = "工地噪音扰民"
        let body = "　半夜施工，噪音很大。"
        let answer = try answer(title, body, reasons: 8)
        let bytes = Array((title + "\n" + body).utf8)
        #expect(answer.reasons.contains { $0.text == "噪音" && $0.ranges.count == 2 })
        for reason in answer.reasons {
            for range in reason.ranges {
                #expect(String(decoding: bytes[range], as: UTF8.self) == reason.text)
            }
        }
    }

    @Test func `reasons come strongest first and all speak for the answer`() throws {
        let weights = try answer("拖欠工资", "老板拖欠农民工工资半年。", reasons: 10).reasons.map(\.weight)
        #expect(!weights.isEmpty)
        #expect(weights == weights.sorted(by: >))
        #expect(weights.allSatisfy { $0 > 0 })
    }
}
