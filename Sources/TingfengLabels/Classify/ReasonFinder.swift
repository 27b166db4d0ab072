import TingfengText

/// Finds the words that decided level 1, exact because the score is linear: what a feature adds to
/// the log-odds of the first against the second category is shared equally by its occurrences, an
/// occurrence's share by its characters, and the characters are summed over each word.
struct ReasonFinder {
    let model: ClassifierModel
    let decision: LinearDecision
    let chosen: Int
    let second: Int
    /// Value per feature of the message at hand.
    private var values: [Int: Float] = [:]
    private var occurrences: [Int: Int] = [:]

    /// Prepares for a message that `workspace` has just read; `nil` if there was no choice.
    init?(model: ClassifierModel, workspace: inout CategoryClassifier.Workspace) {
        guard let decision = model.decision(at: 0) else { return nil }
        let scores = decision.scores(of: workspace.vector, sums: &workspace.sums)
        let ranked = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        self.model = model
        self.decision = decision
        chosen = ranked[0]
        second = ranked[1]
        for (id, value) in zip(workspace.vector.ids, workspace.vector.values) {
            values[Int(id)] = value
        }
        for key in workspace.features.keys.joined() {
            let feature = model.vocabulary.index(of: key)
            if feature >= 0 { occurrences[feature, default: 0] += 1 }
        }
    }

    /// Returns at most `limit` words with positive weight, strongest first.
    func reasons(for input: ClassifierInput, limit: Int) -> [Classification.Reason] {
        var found: [String: Classification.Reason] = [:]
        let title = FieldView(input.title, input.titleTokens, groups: FieldView.titleGroups)
        let body = FieldView(input.body, input.bodyTokens, groups: FieldView.bodyGroups)
        collect(title, offset: 0, into: &found)
        collect(body, offset: Int(input.title.starts.last ?? 0) + 1, into: &found)
        let ranked = found.values.sorted { ($0.weight, $1.text) > ($1.weight, $0.text) }
        return Array(ranked.prefix { $0.weight > 0 }.prefix(limit))
    }

    private func collect(
        _ field: FieldView,
        offset: Int,
        into found: inout [String: Classification.Reason]
    ) {
        let shares = shareOfUnits(in: field)
        for token in field.tokens where token.kind != .space && token.kind != .punctuation {
            let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
            let weight = shares[range].reduce(0, +)
            if weight == 0 { continue }
            let text = String(decoding: field.text.units[range], as: UTF16.self)
            let bytes = field.text.byteRange(of: range)
            var reason = found[text] ?? Classification.Reason(text: text, weight: 0, ranges: [])
            reason.weight += weight
            reason.ranges.append(bytes.lowerBound + offset..<bytes.upperBound + offset)
            found[text] = reason
        }
    }

    private func shareOfUnits(in field: FieldView) -> [Double] {
        var shares = [Double](repeating: 0, count: field.text.units.count)
        field.forEachFeature { key, places in
            let share = share(of: key) / Double(places.count)
            for place in places { shares[Int(place)] += share }
        }
        return shares
    }

    /// Returns what one occurrence of a feature adds to the log-odds.
    private func share(of key: UInt64) -> Double {
        let feature = model.vocabulary.index(of: key)
        guard feature >= 0, let value = values[feature], let count = occurrences[feature] else {
            return 0
        }
        let margin =
            decision.weight(of: feature, child: chosen)
            - decision.weight(of: feature, child: second)
        return Double(model.settings.steepness[0]) * Double(value * margin) / Double(count)
    }
}
