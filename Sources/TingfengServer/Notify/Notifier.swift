import Foundation
public import Tingfeng
public import TingfengStore

/// Hands what the outbox holds to the receivers (推送), at least once each.
///
/// A notice is marked as delivered when its receiver took it; what dies in between is sent again,
/// and is known by incident and `rev`. Notices of one incident keep their order.
public struct Notifier: Sendable {
    /// How one delivery pass ended.
    public struct Report: Sendable, Equatable {
        /// Notices that were taken.
        public var delivered = 0
        /// Notices that wait for another try, of receivers of the configuration.
        public var waiting = 0
    }

    let store: Store
    let outbox: Outbox
    let environment: [String: String]
    let clock: @Sendable () -> Int64
    let post: Post.Sender

    /// Makes a notifier over a database; addresses and secrets come from the environment.
    public init(
        store: Store,
        outbox: Outbox,
        environment: [String: String],
        clock: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.outbox = outbox
        self.environment = environment
        self.clock = clock
        post = Post.session()
    }

    /// Alerts of one request, at most.
    private static let mostAlerts = 50
    /// What Alertmanager forgets if nobody renews it for so long.
    private static let lease: Int64 = 7 * 86_400

    /// Tells each receiver what is due; `isImpatient` also what waits after a failure.
    ///
    /// Where another process delivers it waits up to `patience` seconds for its end.
    ///
    /// - Throws: ``StoreError``; what goes wrong with a receiver stands in its rows.
    public func deliver(
        isImpatient: Bool = false,
        patience: Double = 5
    ) async throws -> Report {
        let lock = try NotifyLock(store, patience: patience)
        defer { withExtendedLifetime(lock) {} }
        try store.fillOutbox(outbox, now: clock())
        var report = Report()
        for receiver in outbox.receivers {
            let rows = try store.waitingNotices().filter { $0.receiver == receiver.receiver }
            let delivered = try await deliver(rows, to: receiver, isImpatient)
            report.delivered += delivered
            report.waiting += rows.count - delivered
        }
        return report
    }

    /// Returns the bodies that would be sent if every receiver were ready, in order; writes nothing.
    public func preview() throws -> [JSONValue] {
        let waiting = try store.previewOutbox(outbox, now: clock())
        return try outbox.receivers.flatMap { receiver -> [JSONValue] in
            let name = receiver.receiver
            let rows = waiting.filter { $0.receiver == name }
            switch receiver.target {
            case .webhook:
                return Self.batches(rows, outbox.detect.groupBy).map { payload($0, name) }
            case .file: return rows.map { payload([$0], name) }
            case .alertmanager:
                let alerts = alertmanagerAlerts(rows, try store.toldNotices(name))
                return alerts.isEmpty ? [] : [.array(alerts.map(\.json))]
            }
        }
    }

    private func deliver(
        _ rows: [OutboxRow],
        to receiver: Configuration.Notification,
        _ isImpatient: Bool
    ) async throws -> Int {
        let due = isImpatient ? rows : due(rows)
        switch receiver.target {
        case .webhook(let urlEnv, let secretEnv):
            let batches = Self.batches(due, outbox.detect.groupBy)
            return try await inOrder(batches) { (batch) async throws(DeliveryError) in
                try await webhook(batch, receiver.receiver, urlEnv, secretEnv)
            }
        case .file(let folder):
            return try await inOrder(due.map { [$0] }) { (batch) async throws(DeliveryError) in
                try write(batch, receiver.receiver, in: folder.path)
            }
        case .alertmanager(let urlEnv):
            return try await renew(due, receiver.receiver, urlEnv)
        }
    }

    /// Rows that need not wait, nor follow one that must.
    private func due(_ rows: [OutboxRow]) -> [OutboxRow] {
        let now = clock()
        var held: Set<String> = []
        return rows.filter { row in
            if row.nextAt > now { held.insert(row.notice.incident) }
            return !held.contains(row.notice.incident)
        }
    }

    /// Sends batch after batch; what follows a notice that was not taken is held back, and a
    /// receiver that cannot be reached at all is left in peace.
    private func inOrder(
        _ batches: [[OutboxRow]],
        _ send: ([OutboxRow]) async throws(DeliveryError) -> Void
    ) async throws -> Int {
        var delivered = 0
        var held: Set<String> = []
        for batch in batches {
            let batch = batch.filter { !held.contains($0.notice.incident) }
            if batch.isEmpty { continue }
            do {
                try await send(batch)
            } catch {
                try store.markUndelivered(batch, because: error.description, now: clock())
                if error.concernsAll { return delivered }
                held.formUnion(batch.map(\.notice.incident))
                continue
            }
            try store.markDelivered(batch.map(\.id), now: clock())
            delivered += batch.count
        }
        return delivered
    }

    /// Notices that go together: of one group, no incident twice; what failed before goes alone, so
    /// that it cannot keep others from being taken.
    static func batches(
        _ rows: [OutboxRow],
        _ groupBy: [Configuration.Detect.Dimension]
    ) -> [[OutboxRow]] {
        var batches: [[OutboxRow]] = []
        var open: [[String: String]: Int] = [:]
        for row in rows {
            let group = row.notice.groupLabels(groupBy)
            let incident = row.notice.incident
            if row.attempts == 0, let place = open[group], batches[place].count < mostAlerts,
                !batches[place...].joined().contains(where: { $0.notice.incident == incident })
            {
                batches[place].append(row)
            } else {
                batches.append([row])
                open[group] = row.attempts == 0 ? batches.count - 1 : nil
            }
        }
        return batches
    }

    // MARK: Receivers

    private func webhook(
        _ batch: [OutboxRow],
        _ receiver: String,
        _ urlEnv: String,
        _ secretEnv: String?
    ) async throws(DeliveryError) {
        let url = try url(urlEnv)
        let body = Array(payload(batch, receiver).serialized().utf8)
        let keys = batch.map { "\($0.notice.incident) \($0.notice.rev)" }.joined(separator: "\n")
        let delivery = Digest.hex(Digest.sha256(Array(keys.utf8))).prefix(32)
        var headers = [("Tingfeng-Delivery", String(delivery))]
        if let secretEnv {
            let secret = Array(try variable(secretEnv).utf8)
            guard let key = HashKey(bytes: secret) else { throw .shortSecret(secretEnv) }
            headers.append(("Tingfeng-Signature", "sha256=" + Digest.hex(key.hmac(body))))
        }
        try await post(Post(url: url, body: body, headers: headers))
    }

    /// What a webhook or a file is told.
    func payload(_ batch: [OutboxRow], _ receiver: String) -> JSONValue {
        let group = batch.first?.notice.groupLabels(outbox.detect.groupBy) ?? [:]
        let payload = WebhookPayload(
            receiver: receiver,
            externalURL: outbox.externalURL,
            groupLabels: group,
            notices: batch.map(\.notice)
        )
        return payload.json
    }

    /// One file a notice, named so that one written twice is one file.
    private func write(
        _ batch: [OutboxRow],
        _ receiver: String,
        in folder: String
    ) throws(DeliveryError) {
        for row in batch {
            let name = "\(row.notice.incident)-\(row.notice.rev).json"
            let text = payload([row], receiver).serialized() + "\n"
            do {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(
                    to: URL(fileURLWithPath: folder).appendingPathComponent(name),
                    options: .atomic
                )
            } catch {
                throw .unwritable(folder)
            }
        }
    }

    /// Tells Alertmanager how all incidents stand: it forgets what nobody renews, and everything
    /// when it is started anew.
    private func renew(
        _ due: [OutboxRow],
        _ receiver: String,
        _ urlEnv: String
    ) async throws -> Int {
        let told = try store.toldNotices(receiver)
        let alerts = alertmanagerAlerts(due, told)
        guard !alerts.isEmpty else { return 0 }
        do throws(DeliveryError) {
            let url = try url(urlEnv, path: "/api/v2/alerts")
            let body = Array(JSONValue.array(alerts.map(\.json)).serialized().utf8)
            try await post(Post(url: url, body: body))
        } catch {
            try store.markUndelivered(due, because: error.description, now: clock())
            return 0
        }
        try store.markDelivered(due.map(\.id), now: clock())
        return due.count
    }

    /// Only the newest of what is due of an incident; of the others what still fires.
    func alertmanagerAlerts(_ due: [OutboxRow], _ told: [OutboxRow]) -> [AlertmanagerAlert] {
        let now = outbox.time.rfc3339(clock())
        let lease = outbox.time.rfc3339(clock() + Self.lease)
        let former = Dictionary(told.map { ($0.notice.incident, $0.notice) }) { $1 }
        let newest = Dictionary(due.map { ($0.notice.incident, $0.notice) }) { $1 }
        let renewed = told.map(\.notice).filter {
            $0.status == .firing && newest[$0.incident] == nil
        }
        return (renewed + newest.values.sorted { $0.incident < $1.incident }).flatMap { notice in
            let before = former[notice.incident]
            return AlertmanagerAlert.alerts(
                of: notice,
                former: before?.status == .firing ? before?.severity : nil,
                now: now,
                lease: lease
            )
        }
    }

    // MARK: Environment

    private func variable(_ name: String) throws(DeliveryError) -> String {
        guard let value = environment[name], !value.isEmpty else { throw .noVariable(name) }
        return value
    }

    private func url(_ name: String, path: String = "") throws(DeliveryError) -> URL {
        var text = try variable(name)
        if !path.isEmpty {
            while text.hasSuffix("/") { text.removeLast() }
            if !text.hasSuffix(path) { text += path }
        }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false
        else { throw .badURL(name) }
        return url
    }
}
