import Foundation
import Testing
import TingfengLabels

/// Floors on messages that we wrote ourselves, so that a model change that loses points fails.
@Suite struct ClassifierAccuracyTests {
    private struct Row: Decodable {
        var title: String
        var body: String
        var category: String
        var kind: String?
        var urgency: String?
    }

    private func rows() throws -> [Row] {
        let path =
            "\(PackageFiles.root)/Tests/TingfengLabelsTests/Fixtures/messages_by_category.jsonl"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
    }

    private func evaluation(model: String, of rows: [Row]) throws -> ClassifierEvaluation {
        ClassifierEvaluation(
            answers: try answers(model: model, of: rows),
            truths: rows.map { [$0.category] }
        )
    }

    private func answers(model: String, of rows: [Row]) throws -> [Classification] {
        let classifier = try CategoryClassifier(
            contentsOf: "\(PackageFiles.root)/models/\(model)"
        )
        var workspace = CategoryClassifier.Workspace()
        return try rows.map {
            classifier.classify(
                try PackageFiles.input(title: $0.title, body: $0.body),
                workspace: &workspace
            )
        }
    }

    @Test func `the shipped model keeps its level-1 accuracy on our own messages`() throws {
        let evaluation = try evaluation(model: "classifier.bin", of: rows())
        #expect(evaluation.count >= 200)
        #expect(evaluation.accuracy >= 0.72)
        #expect(evaluation.top3Accuracy >= 0.86)
    }

    @Test func `the shipped model keeps its kinds and urgencies on our own messages`() throws {
        let rows = try rows()
        let axes = try answers(model: "classifier.bin", of: rows).map { try #require($0.axes) }
        let kinds = zip(rows, axes).filter { $0.0.kind != nil }
        let right = kinds.count { $0.0.kind == $0.1.kind }
        #expect(Double(right) / Double(kinds.count) >= 0.77)
        let ranked = zip(rows, axes).sorted { $0.1.urgencyScore > $1.1.urgencyScore }
        let urgent = rows.count { $0.urgency != "一般" }
        let found = ranked.prefix(rows.count / 5).count { $0.0.urgency != "一般" }
        #expect(urgent == 18)
        #expect(found >= 13)
    }

    @Test func `the contest model keeps its accuracy on our own messages of its classes`() throws {
        let path = "\(PackageFiles.root)/models/classifier-tipdm7.bin"
        let known = Set(try CategoryClassifier(contentsOf: path).categories)
        let own = try rows().filter { known.contains($0.category) }
        let evaluation = try evaluation(model: "classifier-tipdm7.bin", of: own)
        #expect(known.count == 7)
        #expect(evaluation.accuracy >= 0.85)
    }
}
