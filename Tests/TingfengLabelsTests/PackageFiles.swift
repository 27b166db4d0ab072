import TingfengLabels
import TingfengText

/// Finds files of the package from the place of this source file, and reads texts with them.
enum PackageFiles {
    static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    static func normalizer() throws -> Normalizer {
        Normalizer(tables: try CharacterTables(contentsOf: "\(root)/dictionaries/characters.bin"))
    }

    static func tokenizer() throws -> Tokenizer {
        Tokenizer(model: try SegmenterModel(contentsOf: "\(root)/models/segmenter.bin"))
    }

    static func input(title: String, body: String) throws -> ClassifierInput {
        let normalizer = try normalizer()
        let tokenizer = try tokenizer()
        var workspace = Tokenizer.Workspace()
        let title = normalizer.normalize(title)
        let body = normalizer.normalize(body)
        return ClassifierInput(
            title: title,
            titleTokens: tokenizer.tokenize(title, workspace: &workspace),
            body: body,
            bodyTokens: tokenizer.tokenize(body, workspace: &workspace)
        )
    }
}
