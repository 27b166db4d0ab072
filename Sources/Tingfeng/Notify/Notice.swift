/// What a receiver is told of one incident (通知): an alert as Alertmanager writes it.
public struct Notice: Sendable, Equatable {
    /// Whether the incident goes on.
    public enum Status: String, Sendable {
        case firing, resolved
    }

    /// Id of the incident.
    public var incident: String
    /// Identity of all incidents of its series.
    public var fingerprint: String
    /// Steps of the incident so far; with the incident it tells one notice from all others.
    public var rev: Int
    /// Whether the incident goes on.
    public var status: Status
    /// How rare it is.
    public var severity: Severity
    /// What never changes in an incident: its name and the dimensions of its series.
    public var identity: [String: String]
    /// The facts, as texts.
    public var annotations: [String: String]
    /// First moment, RFC 3339.
    public var startsAt: String
    /// Last moment, RFC 3339; `nil` while it goes on.
    public var endsAt: String?
    /// Page of the incident.
    public var generatorURL: String

    /// Makes a notice of its parts.
    public init(
        incident: Incident,
        rev: Int,
        status: Status,
        annotations: [String: String],
        startsAt: String,
        endsAt: String?,
        generatorURL: String
    ) {
        self.incident = incident.id
        fingerprint = incident.fingerprint
        self.rev = rev
        self.status = status
        severity = incident.severity
        identity = Self.identity(of: incident.peak)
        self.annotations = annotations
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.generatorURL = generatorURL
    }

    private static func identity(of alarm: Alarm) -> [String: String] {
        var labels = ["alertname": alarm.name.rawValue]
        labels["cat"] = alarm.dimensions.category
        labels["region"] = alarm.dimensions.region
        labels["matter"] = alarm.dimensions.matter
        labels["rule"] = alarm.dimensions.rule
        return labels
    }

    /// What Go programs write for "no time yet".
    static let noTime = "0001-01-01T00:00:00Z"

    /// All labels, severity included.
    var labels: [String: String] { identity.merging(["severity": severity.rawValue]) { $1 } }

    /// The labels of the configured dimensions that the notice has, by which notices are grouped.
    public func groupLabels(_ dimensions: [Configuration.Detect.Dimension]) -> [String: String] {
        let series = SeriesDimensions(category: identity["cat"], region: identity["region"])
        var labels: [String: String] = [:]
        for dimension in dimensions {
            let isOfTree = ["category", "region"].contains { dimension.rawValue.hasPrefix($0) }
            guard isOfTree else { continue }
            labels[dimension.rawValue] = Incident.level(dimension.rawValue, of: series)
        }
        return labels
    }
}

extension Notice {
    /// The alert of an Alertmanager webhook (version 4), with members in a fixed order.
    public var json: JSONValue {
        [
            "status": .string(status.rawValue), "fingerprint": .string(fingerprint),
            "startsAt": .string(startsAt), "endsAt": .string(endsAt ?? Self.noTime),
            "labels": .sorted(labels), "annotations": .sorted(annotations),
            "generatorURL": .string(generatorURL),
        ]
    }

    /// Reads what ``json`` wrote.
    public init?(json: JSONValue, incident: String, rev: Int) {
        guard let status = json["status"]?.string.flatMap(Status.init),
            let fingerprint = json["fingerprint"]?.string,
            let startsAt = json["startsAt"]?.string, let endsAt = json["endsAt"]?.string,
            let labels = json["labels"]?.texts, let annotations = json["annotations"]?.texts,
            let severity = labels["severity"].flatMap(Severity.init),
            let generatorURL = json["generatorURL"]?.string
        else { return nil }
        self.incident = incident
        self.fingerprint = fingerprint
        self.rev = rev
        self.status = status
        self.severity = severity
        identity = labels.filter { $0.key != "severity" }
        self.annotations = annotations
        self.startsAt = startsAt
        self.endsAt = endsAt == Self.noTime ? nil : endsAt
        self.generatorURL = generatorURL
    }
}

extension JSONValue {
    /// An object of texts, names in order.
    static func sorted(_ texts: [String: String]) -> JSONValue {
        .object(texts.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) })
    }

    /// The members of an object whose values are all texts.
    fileprivate var texts: [String: String]? {
        guard let members else { return nil }
        let pairs = members.compactMap { member in member.value.string.map { (member.name, $0) } }
        return pairs.count == members.count ? Dictionary(pairs) { $1 } : nil
    }
}
