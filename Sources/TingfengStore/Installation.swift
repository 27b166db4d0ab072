import Foundation
public import Tingfeng
public import TingfengLabels
public import TingfengText
public import TingfengTrends

/// One installation: its configuration, its database, and the resources of this build.
///
/// Command line and server open it the same way, so both give the same answers.
public struct Installation: Sendable {
    /// What the user named; everything absent is looked for.
    public struct Request: Sendable {
        /// Path of the database, as of `--db`; `nil` if none was named.
        public var database: String?
        /// Path of the configuration, as of `--config`; `nil` if none was named.
        public var configuration: String?
        /// Directory of dictionaries and models; `nil` if none was named.
        public var resources: String?
        /// Environment variables, read where an option is absent.
        public var environment: [String: String]

        /// Makes a request that names nothing but what the environment says.
        public init(environment: [String: String]) {
            self.environment = environment
        }
    }

    /// Settings as read, or the defaults where there is no file.
    public let configuration: Configuration
    /// The file that the configuration was read from, if there is one.
    public let configurationPath: String?
    /// Path of the SQLite file, whether or not it exists.
    public let databasePath: String
    /// Time of the city; China's if the configured zone is unknown.
    public let time: LocalTime
    private let request: Request

    /// Finds configuration and database.
    ///
    /// The configuration is `--config`, `$TINGFENG_CONFIG`, the `.yaml` beside the database that was
    /// named, or `tingfeng.yaml` here; the database is `--db`, `$TINGFENG_DB`, or what the
    /// configuration says.
    public init(_ request: Request) throws {
        self.request = request
        let named = request.database ?? request.environment["TINGFENG_DB"]
        configurationPath = Self.configurationPath(request, database: named)
        configuration = try configurationPath.map { try Configuration.load(path: $0) } ?? .init()
        databasePath = named ?? configuration.db.path
        time = LocalTime(zone: configuration.timezone) ?? .china
    }

    /// Opens the database.
    public func store() throws -> Store {
        try Store(opening: databasePath)
    }

    /// Finds the dictionaries and models of this build.
    public func resources() throws -> Resources {
        try Resources(option: request.resources, environment: request.environment)
    }

    /// Reads the tables for Chinese text, with the words of the configuration and, if one is given,
    /// of a database.
    public func reading(_ store: Store? = nil) throws -> TextReading {
        try TextReading(
            resources: resources(),
            configuration: configuration,
            words: store?.userWords().map(\.entry) ?? []
        )
    }

    /// Reads the tables that fold Chinese text, and nothing else.
    public func normalizer() throws -> Normalizer {
        let path = try resources().path("dictionaries/characters.bin")
        return Normalizer(tables: try CharacterTables(contentsOf: path))
    }

    /// Maps a segmenter, the shipped one if none is named.
    public func segmenter(model path: String? = nil) throws -> SegmenterModel {
        try SegmenterModel(contentsOf: path ?? resources().path("models/segmenter.bin"))
    }

    /// Loads the classifier.
    public func classifier(model path: String? = nil) throws -> CategoryClassifier {
        var classifier = try CategoryClassifier(
            contentsOf: path ?? resources().path("models/classifier.bin")
        )
        if let threshold = configuration.taxonomy.abstainBelow.first {
            classifier.abstainBelow = threshold
        }
        return classifier
    }

    /// Loads the taxonomy of the configuration; `nil` means that of the model.
    public func taxonomy() throws -> Taxonomy? {
        try configuration.taxonomy.file.map { try Taxonomy(contentsOf: $0.path) }
    }

    /// Loads what takes the model's categories to those of the configured taxonomy.
    public func mapping() throws -> TaxonomyMapping? {
        try configuration.taxonomy.mapping.map { try mapping(at: $0.path, to: taxonomy()) }
    }

    /// Loads a mapping file whose targets stand in a taxonomy.
    public func mapping(at path: String, to taxonomy: Taxonomy?) throws -> TaxonomyMapping {
        try TaxonomyMapping(csv: text(at: path), to: taxonomy)
    }

    private func text(at path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReaderError.unreadable(path: path, reason: "文件不存在或没有权限")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Loads the cue phrases that a classifier is trained with; the shipped ones by default.
    public func cues(at path: String? = nil) throws -> [Cue] {
        let path = try path ?? resources().path("dictionaries/cues.tsv")
        return try Cue.list(tsv: text(at: path))
    }

    /// Loads the table of regions; none means that only what the input says is known.
    public func regions() throws -> RegionTree {
        guard let path = configuration.regions?.path else { return try RegionTree(regions: []) }
        return try RegionTree(contentsOf: path)
    }

    /// Loads the calendar of holidays and make-up workdays.
    public func calendar() throws -> HolidayCalendar {
        switch configuration.calendar.holidays {
        case .none: .none
        case .china: try shippedCalendar()
        case .file(let path): try calendar(at: path.path)
        }
    }

    /// Loads the calendar of China that ships.
    public func shippedCalendar() throws -> HolidayCalendar {
        try calendar(at: resources().path("dictionaries/cn-holidays.csv"))
    }

    /// Loads a calendar file, `date,daytype`.
    public func calendar(at path: String) throws -> HolidayCalendar {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReaderError.unreadable(path: path, reason: "文件不存在或没有权限")
        }
        return try HolidayCalendar(csv: Array(data))
    }

    /// Loads the key that callers are hashed with.
    public func key() throws -> HashKey {
        try HashKey(contentsOf: keyPath)
    }

    /// Where the key is kept: beside the database unless the configuration names a file.
    public var keyPath: String {
        configuration.pii.hashKeyFile?.path ?? Self.sibling(of: databasePath, "key")
    }

    /// Puts the stages together, with the user words of a database.
    public func analyzer(_ store: Store) throws -> MessageAnalyzer {
        let reading = try reading(store)
        let use = try store.modelUses().first
        let classifier = try classifier(model: use?.file)
        return MessageAnalyzer(
            reading: reading,
            classifier: classifier,
            regions: RegionFinder(tree: try regions(), normalizer: reading.normalizer),
            termWeights: try termWeights(),
            places: try PlaceFinder(resources: resources()),
            model: use?.name ?? Self.modelName(of: "classifier", classifier),
            mapping: try mapping(),
            key: try key()
        )
    }

    /// The name that labels keep: the file's and the version of its weights.
    public static func modelName(of name: String, _ classifier: CategoryClassifier) -> String {
        "\(name)@\(classifier.version)"
    }

    /// Loads what finds places; regions are those of the configuration.
    public func placeReading(_ reading: TextReading, model: String? = nil) throws -> PlaceReading {
        try PlaceReading(
            resources: resources(),
            model: model,
            regions: RegionFinder(tree: regions(), normalizer: reading.normalizer)
        )
    }

    /// Loads the term weights that matching compares by.
    public func termWeights() throws -> TermWeights {
        try TermWeights(contentsOf: resources().path("models/terms.bin"))
    }

    /// The false-alarm budget that the configuration sets.
    public var budget: FalseAlarmBudget {
        let detect = configuration.detect
        return FalseAlarmBudget(
            falsePerDay: detect.budget.falsePerDay,
            shares: [
                .warning: detect.severities.warning, .alert: detect.severities.alert,
                .critical: detect.severities.critical,
            ],
            minCount: detect.minCount,
            calibrationDays: Int(detect.budget.calibrate.seconds / 86_400)
        )
    }

    /// Identifies the settings that can change a result.
    public func configurationFingerprint() throws -> String {
        try configuration.fingerprint { Digest.hex(Digest.sha256($0)) }
    }

    /// How a file of a source is to be read.
    public func readerOptions(preset: String?, map: String?, source: String?) throws
        -> ReaderOptions
    {
        var options = ReaderOptions()
        let configured = source.flatMap { configuration.source(named: $0) }
        let preset = preset ?? configured?.preset?.rawValue
        if let map = map ?? configured?.map?.path {
            options.fieldMap = try FieldMap(contentsOf: map)
        } else if let preset {
            options.fieldMap = FieldMap(preset: try FieldPreset(named: preset))
        }
        options.source = source
        options.identifiesByContent = configured?.dedupKey == .content
        options.time = time
        options.mask = PersonalDataMask(kinds: Set(configuration.pii.mask))
        options.hashKey = try key()
        return options
    }

    /// `city.db` → `city.yaml`.
    public static func sibling(of path: String, _ suffix: String) -> String {
        let stem = path.hasSuffix(".db") ? String(path.dropLast(3)) : path
        return "\(stem).\(suffix)"
    }

    private static func configurationPath(_ request: Request, database: String?) -> String? {
        if let path = request.configuration ?? request.environment["TINGFENG_CONFIG"] {
            return path
        }
        let path = database.map { sibling(of: $0, "yaml") } ?? "tingfeng.yaml"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
