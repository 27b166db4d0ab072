/// A notice as Alertmanager takes it at `/api/v2/alerts`.
///
/// Alertmanager knows an alert by all its labels, so one whose severity changed is another alert:
/// the old one has to be resolved by its old labels. An alert without end, or one whose end has
/// passed, is resolved: what goes on has its end in the future, as a lease that is renewed.
public struct AlertmanagerAlert: Sendable, Equatable {
    private let notice: Notice
    private let severity: Severity
    private let endsAt: String

    /// Returns the alerts that tell a notice.
    ///
    /// `former` is the severity that Alertmanager was last told of, if it still holds the alert;
    /// `lease` is when it shall give up on an alert that nobody renews. Times are RFC 3339.
    public static func alerts(
        of notice: Notice,
        former: Severity?,
        now: String,
        lease: String
    ) -> [AlertmanagerAlert] {
        let end = notice.status == .firing ? lease : notice.endsAt ?? now
        let told = AlertmanagerAlert(notice: notice, severity: notice.severity, endsAt: end)
        guard let former, former != notice.severity else { return [told] }
        return [AlertmanagerAlert(notice: notice, severity: former, endsAt: now), told]
    }

    /// The alert as the API takes it.
    public var json: JSONValue {
        let labels = notice.identity.merging(["severity": severity.rawValue]) { $1 }
        return [
            "labels": .sorted(labels), "annotations": .sorted(notice.annotations),
            "startsAt": .string(notice.startsAt), "endsAt": .string(endsAt),
            "generatorURL": .string(notice.generatorURL),
        ]
    }
}
