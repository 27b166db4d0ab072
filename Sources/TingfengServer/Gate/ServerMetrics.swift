import Synchronization
import Tingfeng
import TingfengStore

/// Counters of this process in the Prometheus text format, version 0.0.4.
///
/// Labels are route templates, methods and statuses, so their number is bounded whatever is asked.
final class ServerMetrics: Sendable {
    private struct Route: Hashable, Comparable {
        var method: String
        var path: String
        var status: Int

        var labels: [(String, String)] {
            [("method", method), ("route", path), ("status", "\(status)")]
        }

        static func < (left: Route, right: Route) -> Bool {
            (left.path, left.method, left.status) < (right.path, right.method, right.status)
        }
    }

    private struct Counters {
        var requests: [Route: (count: Int, seconds: Double)] = [:]
        var rows: [String: Int] = ["new": 0, "updated": 0, "same": 0, "rejected": 0]
    }

    private let counters = Mutex(Counters())

    /// Counts an answered request.
    func count(method: String, path: String, status: Int, seconds: Double) {
        let route = Route(method: method, path: path, status: status)
        counters.withLock { counters in
            var entry = counters.requests[route] ?? (0, 0)
            entry.count += 1
            entry.seconds += seconds
            counters.requests[route] = entry
        }
    }

    /// Counts rows that came in by HTTP.
    func count(_ report: IngestReport) {
        counters.withLock { counters in
            counters.rows["new", default: 0] += report.new
            counters.rows["updated", default: 0] += report.updated
            counters.rows["same", default: 0] += report.same
            counters.rows["rejected", default: 0] += report.rejected
        }
    }

    /// The whole text; `statistics` are of the database, whoever filled it.
    func text(version: String, _ statistics: StoreStatistics) -> String {
        let (requests, rows) = counters.withLock { ($0.requests, $0.rows) }
        let routes = requests.sorted { $0.key < $1.key }
        let results = rows.sorted { $0.key < $1.key }
        var text = MetricsText()
        text.add(
            .gauge,
            "tingfeng_build_info",
            "Version of this build.",
            [([("version", version)], 1)]
        )
        text.add(
            .counter,
            "tingfeng_http_requests_total",
            "Answered requests.",
            routes.map { ($0.key.labels, Double($0.value.count)) }
        )
        text.add(
            .counter,
            "tingfeng_http_request_seconds_total",
            "Seconds spent on them.",
            routes.map { ($0.key.labels, $0.value.seconds) }
        )
        text.add(
            .counter,
            "tingfeng_http_rows_total",
            "Rows handed in over HTTP, by result.",
            results.map { ([("result", $0.key)], Double($0.value)) }
        )
        text.add(.gauge, "tingfeng_messages", "Messages in the database.", statistics.messages)
        text.add(
            .gauge,
            "tingfeng_quarantine_rows",
            "Rejected rows that wait for repair.",
            statistics.quarantined
        )
        text.add(
            .gauge,
            "tingfeng_open_incidents",
            "Incidents that are not resolved.",
            statistics.openIncidents
        )
        text.add(
            .gauge,
            "tingfeng_open_batches",
            "Batches that are being written.",
            statistics.openBatches
        )
        return text.text
    }
}
