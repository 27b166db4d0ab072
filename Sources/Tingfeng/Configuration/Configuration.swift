/// The settings of one installation, the contents of `tingfeng.yaml`.
///
///     let configuration = try Configuration.load(path: "/etc/tingfeng/tingfeng.yaml")
///     configuration.db.path                    // absolute, or relative to the current folder
///     configuration.detect.budget.falsePerDay  // 5
///
/// Every key may be absent and then has the value of `Configuration()`; a key that is unknown,
/// double or of the wrong form is a `ConfigurationError`.
public struct Configuration: Sendable, Equatable {
    /// The SQLite file.
    public var db: ConfiguredPath = "tingfeng.db"
    /// IANA name; see `LocalTime`.
    public var timezone = "Asia/Shanghai"
    /// Working days and hours.
    public var calendar = Calendar()
    /// Categories.
    public var taxonomy = Taxonomy()
    /// Words and places of the city.
    public var dictionary = Dictionaries()
    /// `code,name,parent,population`; none means that every region is 未知.
    public var regions: ConfiguredPath?
    /// In the order of the file.
    public var sources: [Source] = []
    /// Masking and the key for caller hashes.
    public var pii = PersonalData()
    /// Time limits.
    public var sla = ServiceLevel()
    /// Detection of rises.
    public var detect = Detect()
    /// Watch rules, in the order of the file.
    public var rules: [Rule] = []
    /// Receivers of alerts, in the order of the file.
    public var notify: [Notification] = []
    /// How long things are kept.
    public var retention = Retention()
    /// The HTTP server.
    public var server = Server()

    /// Creates the defaults.
    public init() {}

    /// Returns the source of that name, if the configuration has one.
    public func source(named name: String) -> Source? {
        sources.first { $0.name == name }
    }

    enum Key: String, CaseIterable {
        case db, timezone, calendar, taxonomy, dictionary, regions, sources, pii, sla, detect
        case rules, notify, retention, server
    }

    init(_ value: YAMLValue) throws {
        let keys = try value.keys(Key.self)
        db = try keys[.db]?.path() ?? ConfiguredPath(db.written, in: value.folder)
        timezone = try keys[.timezone].map(Self.zoneName) ?? timezone
        calendar = try keys[.calendar].map(Calendar.init) ?? calendar
        taxonomy = try keys[.taxonomy].map(Taxonomy.init) ?? taxonomy
        dictionary = try keys[.dictionary].map(Dictionaries.init) ?? dictionary
        regions = try keys[.regions]?.unlessNull { try $0.path() }
        sources = try keys[.sources]?.entries(of: Source.init) ?? sources
        pii = try keys[.pii].map(PersonalData.init) ?? pii
        sla = try keys[.sla].map(ServiceLevel.init) ?? sla
        detect = try keys[.detect].map(Detect.init) ?? detect
        rules = try keys[.rules].map(Rule.list) ?? rules
        notify = try keys[.notify].map(Notification.list) ?? notify
        retention = try keys[.retention].map(Retention.init) ?? retention
        server = try keys[.server].map(Server.init) ?? server
    }

    private static func zoneName(_ value: YAMLValue) throws -> String {
        let expected = "时区名，例如 Asia/Shanghai"
        let name = try value.text(expected)
        guard LocalTime(zone: name) != nil else { throw value.bad(expected) }
        return name
    }
}
