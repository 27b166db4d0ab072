/// The heads of a model that are no categories, with their calibration.
struct AxisModel: Sendable, Equatable {
    /// What a head decides; the raw value stands in the file.
    enum Axis: String, Sendable, CaseIterable {
        /// One of several: the likeliest is taken.
        case kind
        /// 紧急 and worse, 特急.
        case urgency
        /// Each for itself.
        case aspect
    }

    /// One direction and what turns its score into a probability.
    struct Head: Sendable, Equatable {
        var axis: Axis
        var name: String
        var steepness: Float = 3
        var offset: Float = 0
        /// From which probability on the head says yes.
        var threshold: Float = 0.5

        func probability(of score: Float) -> Double {
            1 / (1 + exponential(-Double(steepness * score + offset)))
        }
    }

    /// Urgency heads in rising order.
    static let urgencies = ["紧急", "特急"]

    var heads: [Head]

    init(heads: [Head]) { self.heads = heads }

    static func headCount(_ model: AxisModel?) -> Int { model?.heads.count ?? 0 }

    /// Returns what the heads say about a message.
    func findings(of sum: FactorSum, _ model: ClassifierModel) -> AxisFindings {
        let first = model.direction(ofHead: 0)
        return findings(sum.scores(first..<first + heads.count, model))
    }

    /// Returns what the scores of the heads mean.
    func findings(_ scores: [Float]) -> AxisFindings {
        let (kind, kindProbability) = kind(scores)
        let urgent = heads.indices.filter { heads[$0].axis == .urgency }
        let level = urgent.last {
            heads[$0].probability(of: scores[$0]) >= Double(heads[$0].threshold)
        }
        let aspects = heads.indices.filter { heads[$0].axis == .aspect }.compactMap { head in
            let probability = heads[head].probability(of: scores[head])
            return probability >= Double(heads[head].threshold)
                ? AxisFindings.Aspect(name: heads[head].name, probability: probability) : nil
        }
        return AxisFindings(
            kind: kind,
            kindProbability: kindProbability,
            urgency: level.map { heads[$0].name } ?? AxisFindings.ordinary,
            urgencyScore: urgent.first.map { heads[$0].probability(of: scores[$0]) } ?? 0,
            aspects: aspects
        )
    }

    private func kind(_ scores: [Float]) -> (String, Double) {
        let kinds = heads.indices.filter { heads[$0].axis == .kind }
        guard let best = kinds.max(by: { (scores[$0], $1) < (scores[$1], $0) }) else {
            return ("", 0)
        }
        let shares = kinds.map { kind in
            exponential(Double(heads[kind].steepness * (scores[kind] - scores[best])))
        }
        return (heads[best].name, 1 / shares.reduce(0, +))
    }
}

extension AxisModel {
    /// Reads the lines `axis⇥name⇥steepness⇥offset⇥threshold` of a model file.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        heads = lines.compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 5, let axis = Axis(rawValue: cells[0]),
                let steepness = Float(cells[2]), let offset = Float(cells[3]),
                let threshold = Float(cells[4])
            else { return nil }
            return Head(
                axis: axis,
                name: cells[1],
                steepness: steepness,
                offset: offset,
                threshold: threshold
            )
        }
        if heads.isEmpty { return nil }
    }

    /// The lines of a model file.
    var lines: String {
        heads.map { head in
            "\(head.axis.rawValue)\t\(head.name)\t\(head.steepness)\t\(head.offset)\t"
                + "\(head.threshold)\n"
        }.joined()
    }
}
