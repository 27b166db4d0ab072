/// Notices of one group as the body of an Alertmanager webhook, version 4.
public struct WebhookPayload: Sendable, Equatable {
    /// Who is told.
    public var receiver: String
    /// Where the incidents can be seen.
    public var externalURL: String
    /// Labels that all notices have and by which they were grouped.
    public var groupLabels: [String: String]
    /// What is told, in order.
    public var notices: [Notice]

    /// Makes a payload of notices that agree in the labels they are grouped by.
    public init(
        receiver: String,
        externalURL: String,
        groupLabels: [String: String],
        notices: [Notice]
    ) {
        self.receiver = receiver
        self.externalURL = externalURL
        self.groupLabels = groupLabels
        self.notices = notices
    }

    /// The body, the same bytes for the same notices.
    public var json: JSONValue {
        let isFiring = notices.contains { $0.status == .firing }
        return [
            "version": "4", "groupKey": .string(groupKey),
            "status": isFiring ? "firing" : "resolved", "receiver": .string(receiver),
            "truncatedAlerts": 0, "groupLabels": .sorted(groupLabels),
            "commonLabels": .sorted(Self.common(notices.map(\.labels))),
            "commonAnnotations": .sorted(Self.common(notices.map(\.annotations))),
            "externalURL": .string(externalURL), "alerts": .array(notices.map(\.json)),
        ]
    }

    /// `{}:{category2="供水", region1="A市"}`.
    private var groupKey: String {
        let labels = groupLabels.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(JSONValue.string(value).serialized())"
        }
        return "{}:{\(labels.joined(separator: ", "))}"
    }

    private static func common(_ maps: [[String: String]]) -> [String: String] {
        guard let first = maps.first else { return [:] }
        return first.filter { name, value in maps.allSatisfy { $0[name] == value } }
    }
}
