import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengTrends

/// What the routes answer from: opened once, immutable, shared by all requests.
struct Engine: Sendable {
    let installation: Installation
    let store: Store
    let analyzer: MessageAnalyzer
    let places: PlaceReading
    let calendar: HolidayCalendar
    let key: HashKey
    let version: String
    let clock: @Sendable () -> Int64
    let writes = WriteTurn()
    let jobs = JobBook()
    let metrics = ServerMetrics()

    var reading: TextReading { analyzer.reading }
    var time: LocalTime { installation.time }

    init(
        _ installation: Installation,
        version: String,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        self.installation = installation
        self.version = version
        self.clock = clock
        store = try installation.store()
        analyzer = try installation.analyzer(store)
        places = try installation.placeReading(analyzer.reading)
        calendar = try installation.calendar()
        key = try installation.key()
    }

    /// The moment a request asks for: `as_of`, else now or the newest arrival.
    func asOf(_ call: Call) throws -> AsOf {
        if let moment = try call.query.time(.asOf, .end, in: time) { return AsOf(time: moment) }
        return try store.defaultAsOf(now: clock())
    }

    /// The first member of every JSON list.
    func asOfMember(_ asOf: AsOf) -> JSONMember {
        JSONMember("as_of", .string(time.rfc3339(asOf.time)))
    }
}
