import TingfengTrends

/// What the windows before lead one to expect.
struct HotExpectation {
    /// How many whole windows of history there are, at most eight.
    let windows: Int
    /// Distinct callers a row and window, summed over the windows.
    private var own: [String: Int] = [:]
    private var peersOfKey: [String: String] = [:]
    private var seen: Set<Sighting> = []
    private var activeWindows: [String: Set<Activity>] = [:]
    private var prior: [String: Double] = [:]

    private struct Sighting: Hashable {
        var key: String
        var window: Int64
        var caller: String
    }

    private struct Activity: Hashable {
        var key: String
        var window: Int64
    }

    init(windows: Int) {
        self.windows = windows
    }

    /// Returns how many whole windows lie between the first message and `start`.
    static func windows(before start: Int64, _ length: Int64, _ firstEvent: Int64?) -> Int {
        guard let firstEvent, firstEvent < start else { return 0 }
        return Int(min(HotQuery.precedingWindows, (start - firstEvent) / length))
    }

    mutating func add(key: String, peers: String, window: Int64, caller: String) {
        guard seen.insert(Sighting(key: key, window: window, caller: caller)).inserted else {
            return
        }
        own[key, default: 0] += 1
        peersOfKey[key] = peers
        activeWindows[peers, default: []].insert(Activity(key: key, window: window))
    }

    /// Computes the prior of each group of peers: the mean callers of a row in a window in which it
    /// was heard of at all. (Windows of silence are not counted: a row is on the list because
    /// somebody spoke, so a first message must not look like a sensation.)
    mutating func finish() {
        var callers: [String: Int] = [:]
        for (key, count) in own { callers[peersOfKey[key] ?? "", default: 0] += count }
        for (peers, count) in callers {
            prior[peers] = Double(count) / Double(activeWindows[peers]?.count ?? 1)
        }
        seen = []
        activeWindows = [:]
    }

    /// Expected callers of a row.
    func mean(of key: String, peers: String) -> Double {
        shape(key, peers) / rate
    }

    /// Probability of at least `callers` callers, negative binomial.
    func p(callers: Int, of key: String, peers: String) -> Double {
        let shape = shape(key, peers)
        let mean = shape / rate
        return NegativeBinomial(mean: mean, ratio: 1 + 1 / rate).upperTail(callers)
    }

    private func shape(_ key: String, _ peers: String) -> Double {
        Double(own[key] ?? 0) + (prior[peers] ?? 1)
    }

    private var rate: Double { Double(windows) + 1 }
}
