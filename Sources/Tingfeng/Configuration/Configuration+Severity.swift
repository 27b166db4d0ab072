extension Configuration {
    /// How serious an alert is, from least to most.
    public enum Severity: String, Sendable, CaseIterable, Comparable, Encodable {
        case warning, alert, critical

        /// Compares how serious they are.
        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .warning: 0
            case .alert: 1
            case .critical: 2
            }
        }
    }
}
