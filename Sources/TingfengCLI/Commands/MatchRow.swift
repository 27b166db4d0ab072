import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// What matching needs of a message outside a database.
struct MatchRow: Sendable {
    let id: String
    /// Arrival, event, id.
    let order: (Int64, Int64, String)
    let region: String
    let features: MatterFeatures

    /// Reads messages from a file, in its order; `regions` names a table of regions.
    static func read(
        _ file: String,
        _ installation: Installation,
        regions: String?,
        threads: Int
    ) async throws -> [MatchRow] {
        let reading = try installation.reading()
        let tree = try regions.map { try RegionTree(contentsOf: $0) } ?? installation.regions()
        let weights = try installation.termWeights()
        let places = try PlaceFinder(resources: installation.resources())
        let classifier = try installation.classifier()
        let finder = RegionFinder(tree: tree, normalizer: reading.normalizer)
        var input = try FilterInput(
            file,
            installation,
            required: [.id, .createdAt],
            tellsCallersApart: true
        )
        var rows: [MatchRow] = []
        while case let messages = try input.next(), !messages.isEmpty {
            rows += await inParallel(messages, threads: threads) { messages in
                var workspace = Tokenizer.Workspace()
                var matching = MatterFeatureReader(termWeights: weights, places: places)
                var classifying = CategoryClassifier.Workspace()
                return messages.map {
                    MatchRow($0, reading, finder, classifier, &classifying, &matching, &workspace)
                }
            }
        }
        return rows
    }

    private init(
        _ message: Message,
        _ reading: TextReading,
        _ finder: RegionFinder,
        _ classifier: CategoryClassifier,
        _ classifying: inout CategoryClassifier.Workspace,
        _ matching: inout MatterFeatureReader,
        _ workspace: inout Tokenizer.Workspace
    ) {
        let input = reading.read(message, &workspace)
        id = message.id
        order = (message.arrivedAt ?? message.createdAt, message.createdAt, message.id)
        let found = finder.region(field: message.region, title: input.title, body: input.body)
        region = found.path
        features = matching.features(
            of: input,
            region: found.named,
            isRegionInTitle: found.isInTitle,
            topics: classifier.classify(input, topLimit: 3, workspace: &classifying).top,
            caller: message.callerHash
        )
    }
}
