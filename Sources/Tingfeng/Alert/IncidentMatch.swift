/// Labels and the values that an incident must have (匹配条件).
///
/// A path matches itself and what lies below it; `category2` is the second level alone.
public struct IncidentMatch: Sendable, Equatable {
    /// By label.
    public let labels: [String: String]

    /// Labels that can be asked for.
    public static let known =
        ["alertname", "severity", "category", "region", "matter", "rule"]
        + (1...4).flatMap { ["category\($0)", "region\($0)"] }

    /// Makes conditions; all of them must hold.
    public init(_ labels: [String: String]) {
        self.labels = labels
    }

    /// Reads `category=供水,region=A市`; `nil` for anything else.
    public init?(_ text: String) {
        var labels: [String: String] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Self.known.contains(String(pair[0])) else { return nil }
            labels[String(pair[0])] = String(pair[1])
        }
        guard !labels.isEmpty else { return nil }
        self.init(labels)
    }

    /// `category=供水,region=A市`, labels in order.
    public var text: String {
        labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    /// Whether an incident has all the values.
    public func holds(_ incident: Incident) -> Bool {
        labels.allSatisfy { name, value in Self.holds(incident, name, value) }
    }

    private static func holds(_ incident: Incident, _ name: String, _ value: String) -> Bool {
        let peak = incident.peak
        switch name {
        case "alertname": return peak.name.rawValue == value
        case "severity": return incident.severity.rawValue == value
        case "matter": return peak.dimensions.matter == value
        case "rule": return peak.dimensions.rule == value
        case "category": return lies(peak.dimensions.category, below: value)
        case "region": return lies(peak.dimensions.region, below: value)
        default:
            return Incident.level(name, of: peak.dimensions) == value
        }
    }

    private static func lies(_ path: String?, below root: String) -> Bool {
        guard let path else { return false }
        return path == root || path.hasPrefix(root + "/")
    }
}

extension Incident {
    /// The part of a path that a label such as `category2` names.
    static func level(_ label: String, of series: SeriesDimensions) -> String? {
        guard let last = label.last, let depth = last.wholeNumberValue, depth > 0 else {
            return label == "category" ? series.category : series.region
        }
        let path = label.hasPrefix("category") ? series.category : series.region
        let parts = path?.split(separator: "/") ?? []
        return parts.count >= depth ? String(parts[depth - 1]) : nil
    }
}
