import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// The filters of the command line over HTTP: nothing is stored.
struct TextRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.classify) { call in try await classify(call) }
        routes.on(.tokenize) { call in try await tokenize(call) }
    }

    private func classify(_ call: Call) async throws -> Reply {
        let limit = try call.query.int("reasons")
        var options = ReaderOptions()
        options.required = []
        options.mask = PersonalDataMask(kinds: Set(engine.installation.configuration.pii.mask))
        let body = try MessageBody(
            try await call.body(),
            type: try call.bodyType(),
            options: options
        )
        let answers = try body.messages().map { message in
            classify(message, reasons: limit).json(id: message.id)
        }
        guard body.isSingle, let answer = answers.first else {
            return Reply(json: ["rows": .array(answers)])
        }
        return Reply(json: answer)
    }

    private func classify(_ message: Message, reasons: Int) -> Classification {
        var tokenizer = Tokenizer.Workspace()
        var classifier = CategoryClassifier.Workspace()
        let model = engine.analyzer.classifier
        let input = engine.reading.read(message, &tokenizer)
        var answer = model.classify(input, reasonLimit: reasons, workspace: &classifier)
        answer.parts = model.parts(of: message, input, workspace: &classifier)
        return answer
    }

    private func tokenize(_ call: Call) async throws -> Reply {
        let body = try JSONValue(parsing: try await call.body())
        guard case .object = body else {
            throw ServerError.badBody(field: nil, problem: "应为一个 JSON 对象，如 {\"text\":\"…\"}。")
        }
        guard let text = body["text"]?.string else {
            throw ServerError.badBody(field: "text", problem: "应为一段文字。")
        }
        guard text.utf8.count <= Self.longestText else {
            throw ServerError.unusable(field: "text", problem: "至多 1 MiB，请分段。")
        }
        return Reply(json: ["tokens": .array(tokens(of: text))])
    }

    private static let longestText = 1 << 20

    private func tokens(of text: String) -> [JSONValue] {
        let view = engine.reading.normalizer.normalize(text)
        var workspace = Tokenizer.Workspace()
        return engine.reading.tokenizer.tokenize(view, workspace: &workspace).map { token in
            let bytes = view.byteRange(
                of: Int(token.range.lowerBound)..<Int(token.range.upperBound)
            )
            return [
                "text": .string(String(decoding: view.units[token.range], as: UTF16.self)),
                "kind": .string("\(token.kind)"), "start": .int(bytes.lowerBound),
                "end": .int(bytes.upperBound),
            ]
        }
    }
}
