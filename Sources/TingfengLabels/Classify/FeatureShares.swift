import CFactors
import TingfengText

/// Says exactly what each place of a message adds to a score, because scores are linear: the share
/// of a feature is divided equally among its occurrences, an occurrence's among its characters.
struct FeatureShares {
    /// A feature of the message where it stands; `units` count through title, then body.
    private struct Occurrence {
        /// Its place in the feature vector.
        var feature: Int32
        var start: Int32
        var end: Int32
    }

    private let model: ClassifierModel
    private let fields: [FieldView]
    private let ids: [Int32]
    private let values: [Float]
    private var occurrences: [Occurrence] = []
    private var counts: [Int32]

    /// Prepares for a message that `workspace` has just read.
    init(
        input: ClassifierInput,
        workspace: inout CategoryClassifier.Workspace,
        model: ClassifierModel
    ) {
        self.model = model
        let title = FieldView(input.title, input.titleTokens, groups: FieldView.titleGroups)
        let body = FieldView(
            input.body,
            input.bodyTokens,
            groups: FieldView.bodyGroups,
            byteOffset: Int(input.title.starts.last ?? 0) + 1,
            unitOffset: input.title.units.count
        )
        fields = [title, body]
        ids = Array(workspace.vector.ids)
        values = Array(workspace.vector.values)
        counts = [Int32](repeating: 0, count: ids.count)
        occurrences.reserveCapacity(4 * (input.title.units.count + input.body.units.count))
        workspace.placeFeatures(model.features.count)
        for field in fields { collect(field, places: workspace.places) }
        workspace.forgetPlaces()
    }

    private mutating func collect(_ field: FieldView, places: [Int32]) {
        let vocabulary = model.vocabulary
        field.forEachFeature { key, range in
            let id = vocabulary.index(of: key)
            guard id >= 0 else { return }
            let place = places[id]
            counts[Int(place)] += 1
            occurrences.append(
                Occurrence(
                    feature: place,
                    start: Int32(range.lowerBound + field.unitOffset),
                    end: Int32(range.upperBound + field.unitOffset)
                )
            )
        }
    }

    /// Returns the direction in which one category gains on another, in units of log-odds.
    func contrast(of chosen: Int, against rival: Int) -> [Float] {
        let rank = model.rank
        let directions = model.directions
        return (0..<rank).map { place in
            model.settings.steepness[0]
                * (directions[chosen * rank + place] - directions[rival * rank + place])
        }
    }

    /// Returns the direction of one score.
    func direction(_ number: Int) -> [Float] {
        Array(model.directions[number * model.rank..<(number + 1) * model.rank])
    }

    /// Returns at most `limit` words with positive weight, strongest first.
    func words(by direction: [Float], limit: Int) -> [Classification.Reason] {
        let units = shareOfUnits(direction)
        var words: [Word] = []
        var numbers: [UInt64: Int] = [:]
        for field in fields {
            for token in field.tokens where token.kind != .space && token.kind != .punctuation {
                let range = field.units(of: token)
                let weight = units[range].reduce(0, +)
                if weight == 0 { continue }
                let number = numbers[field.key(of: token)] ?? words.count
                if number == words.count {
                    numbers[field.key(of: token)] = number
                    words.append(Word())
                }
                words[number].weight += weight
                words[number].places.append((field, token))
            }
        }
        let ranked = words.indices.filter { words[$0].weight > 0 }
            .sorted { (words[$0].weight, $1) > (words[$1].weight, $0) }
        return ranked.prefix(limit).map { words[$0].reason }
    }

    /// A word of the message with all places where it stands.
    private struct Word {
        var weight: Float = 0
        var places: [(field: FieldView, token: Token)] = []

        var reason: Classification.Reason {
            Classification.Reason(
                text: places[0].field.string(of: places[0].token),
                weight: Double(weight),
                ranges: places.map { $0.field.bytes(of: $0.token) }
            )
        }
    }

    /// Returns the clause, between marks of punctuation, that adds most to a score, in bytes.
    func strongestClause(by direction: [Float]) -> Range<Int>? {
        let units = shareOfUnits(direction)
        var best: Range<Int>?
        var bestWeight: Float = 0
        for field in fields {
            for tokens in field.tokens.split(whereSeparator: { $0.kind == .punctuation }) {
                guard let first = tokens.first, let last = tokens.last else { continue }
                let range = field.units(of: first).lowerBound..<field.units(of: last).upperBound
                let weight = units[range].reduce(0, +)
                if weight > bestWeight {
                    bestWeight = weight
                    best = field.bytes(of: first).lowerBound..<field.bytes(of: last).upperBound
                }
            }
        }
        return best
    }

    private func shareOfUnits(_ direction: [Float]) -> [Float] {
        let shares = shareOfFeatures(direction)
        var units = [Float](repeating: 0, count: fields.reduce(0) { $0 + $1.text.units.count })
        units.withUnsafeMutableBufferPointer { units in
            for item in occurrences {
                let share = shares[Int(item.feature)] / Float(item.end - item.start)
                for unit in Int(item.start)..<Int(item.end) { units[unit] += share }
            }
        }
        return units
    }

    /// What one occurrence of each feature adds.
    private func shareOfFeatures(_ direction: [Float]) -> [Float] {
        guard let rows = model.factors.baseAddress else { return ids.map { _ in 0 } }
        var products = [Float](repeating: 0, count: ids.count)
        let (rank, stride) = (Int32(model.rank), Int32(model.stride))
        factors_multiply(rows, rank, stride, ids, Int32(ids.count), direction, &products)
        let features = model.features
        return ids.indices.map { place in
            guard counts[place] > 0 else { return 0 }
            let weight = products[place] * values[place] * features[Int(ids[place])].step
            return weight / Float(counts[place])
        }
    }
}

extension CategoryClassifier.Workspace {
    /// Notes where each feature of the message stands in the vector.
    mutating func placeFeatures(_ count: Int) {
        if places.count != count { places = [Int32](repeating: -1, count: count) }
        for (place, id) in vector.ids.enumerated() { places[Int(id)] = Int32(place) }
    }

    mutating func forgetPlaces() {
        for id in vector.ids { places[Int(id)] = -1 }
    }
}
