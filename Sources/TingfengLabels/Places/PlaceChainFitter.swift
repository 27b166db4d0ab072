import TingfengText

/// Fits the chain of a ``PlaceModel`` by AdaGrad on the log-likelihood.
///
/// After Duchi, Hazan and Singer (2011), weights held back by their squared length.
struct PlaceChainFitter {
    static let rowBits = 17
    private static let epochs = 5
    private static let topRate: Float = 0.05
    /// Weight of the squared length of the weights against the likelihood.
    private static let decay: Float = 25
    private static let leastFrequency = 2
    /// Positions from the first symbol that n-grams of each length speak to.
    private static let windows = [-1...1, -1...2, -1...3]
    /// Gradients below this move nothing.
    private static let least: Float = 1e-3

    private var rows = [SIMD32<Float>](repeating: .zero, count: 1 << rowBits)
    private var rowSquares = [SIMD32<Float>](repeating: .init(repeating: 0.1), count: 1 << rowBits)
    private var dense = [SIMD4<Float>](repeating: .zero, count: PlaceContext.featureCount)
    private var denseSquares = [SIMD4<Float>](
        repeating: .init(repeating: 0.1),
        count: PlaceContext.featureCount
    )
    private var links = [SIMD4<Float>](repeating: .zero, count: 4)
    private var linkSquares = [SIMD4<Float>](repeating: .init(repeating: 0.1), count: 4)
    /// In how many messages each row has an n-gram; those of one message teach nothing general.
    private var frequencies = [UInt16](repeating: 0, count: 1 << rowBits)
    /// In how many messages each dense feature stands.
    private var denseFrequencies = [Float](repeating: 0, count: PlaceContext.featureCount)
    private var tagger = PlaceTagger()
    private var rate: Float = 0

    init() {}

    /// Learns the examples, in a new order each time around.
    mutating func fit(_ examples: [PlaceExample]) {
        var places = examples.map { Self.places(of: $0.values) }
        for rows in places {
            for row in Set(rows.map(\.row)) {
                frequencies[Int(row)] = min(frequencies[Int(row)] + 1, 1_000)
            }
        }
        for index in places.indices {
            places[index].removeAll { [frequencies] in
                frequencies[Int($0.row)] < Self.leastFrequency
            }
        }
        for example in examples {
            for feature in Set(example.features) { denseFrequencies[Int(feature)] += 1 }
        }
        var order = Array(examples.indices)
        var state: UInt64 = 1
        for epoch in 0..<Self.epochs {
            rate = Self.topRate * (1 - 0.8 * Float(epoch) / Float(Self.epochs))
            for index in stride(from: order.count - 1, to: 0, by: -1) {
                state &+= 0x9E37_79B9_7F4A_7C15
                order.swapAt(index, Int(FeatureKeys.mix(state) % UInt64(index + 1)))
            }
            for index in order { learn(examples[index], places[index]) }
        }
    }

    private typealias Place = (row: Int32, index: Int32, order: Int32)

    /// The n-grams of a message as rows, each with its first symbol.
    private static func places(of values: [UInt16]) -> [Place] {
        let mask = UInt64((1 << rowBits) - 1)
        var places: [Place] = []
        places.reserveCapacity(values.count * 3)
        for index in values.indices {
            let first = values[index]
            places.append((Int32(PlaceModel.key(first) & mask), Int32(index), 0))
            guard index + 1 < values.count else { continue }
            let second = values[index + 1]
            places.append((Int32(PlaceModel.key(first, second) & mask), Int32(index), 1))
            guard index + 2 < values.count else { continue }
            let key = PlaceModel.key(first, second, values[index + 2])
            places.append((Int32(key & mask), Int32(index), 2))
        }
        return places
    }

    private mutating func learn(_ example: PlaceExample, _ places: [Place]) {
        let transitions = Self.transitions(links)
        tagger.pass(potentials(example, places), transitions)
        var gradients = [Float](repeating: 0, count: (example.values.count + PlaceModel.reach) * 4)
        let width = PlaceContext.widths.count
        for index in example.values.indices {
            var gradient = -tagger.marginals(at: index)
            gradient[Int(example.labels[index])] += 1
            let place = (index + PlaceModel.before) * 4
            for label in 0..<4 { gradients[place + label] = gradient[label] }
            for feature in example.features[index * width..<(index + 1) * width] {
                let number = Int(feature)
                let step = gradient - Self.decay / denseFrequencies[number] * dense[number]
                denseSquares[number] += step * step
                dense[number] += rate * step / denseSquares[number].squareRoot()
            }
        }
        updateRows(places, gradients)
        updateLinks(example.labels, transitions)
    }

    private mutating func updateRows(_ places: [Place], _ gradients: [Float]) {
        let masks = Self.windows.map { window in
            var mask = SIMD32<Float>.zero
            for position in window {
                for label in 0..<4 { mask[(position + PlaceModel.before) * 4 + label] = 1 }
            }
            return mask
        }
        gradients.withUnsafeBytes { bytes in
            for place in places {
                let row = Int(place.row)
                let gradient =
                    masks[Int(place.order)]
                    * bytes.loadUnaligned(
                        fromByteOffset: Int(place.index) * 16,
                        as: SIMD32<Float>.self
                    )
                let square = gradient * gradient
                guard square.max() > Self.least * Self.least else { continue }
                rowSquares[row] += square
                rows[row] +=
                    rate * (gradient - Self.decay / Float(frequencies[row]) * rows[row])
                    / rowSquares[row].squareRoot()
            }
        }
    }

    private mutating func updateLinks(_ labels: [UInt8], _ transitions: [SIMD4<Float>]) {
        var gradients = [SIMD4<Float>](repeating: .zero, count: 4)
        for index in 1..<max(labels.count, 1) {
            gradients[Int(labels[index - 1])][Int(labels[index])] += 1
            for from in 0..<4 {
                gradients[from] -= tagger.pairMarginals(from, index, transitions)
            }
        }
        for from in 0..<4 {
            linkSquares[from] += gradients[from] * gradients[from]
            links[from] += rate * gradients[from] / linkSquares[from].squareRoot()
        }
    }

    private func potentials(_ example: PlaceExample, _ places: [Place]) -> [SIMD4<Float>] {
        var sums = [Float](repeating: 0, count: (example.values.count + PlaceModel.reach) * 4)
        sums.withUnsafeMutableBytes { bytes in
            for place in places {
                let offset = Int(place.index) * 16
                let old = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD32<Float>.self)
                bytes.storeBytes(
                    of: old + rows[Int(place.row)],
                    toByteOffset: offset,
                    as: SIMD32<Float>.self
                )
            }
        }
        let width = PlaceContext.widths.count
        return example.values.indices.map { index in
            let place = (index + PlaceModel.before) * 4
            var score = SIMD4<Float>(
                sums[place],
                sums[place + 1],
                sums[place + 2],
                sums[place + 3]
            )
            for feature in example.features[index * width..<(index + 1) * width] {
                score += dense[Int(feature)]
            }
            return PlaceTagger.potential(of: example.values[index], score)
        }
    }

    private static func transitions(_ links: [SIMD4<Float>]) -> [SIMD4<Float>] {
        (0..<4).map { from in
            var row = SIMD4<Float>()
            for to in 0..<4 { row[to] = Float(exponential(Double(links[from][to]))) }
            return row * PlaceTagger.allowed[from]
        }
    }

    /// Returns the model file, weights in 8 bits.
    func file(rarity: PlaceRarity, judge: PlaceJudge) -> [UInt8] {
        let resolution = PlaceModel.resolution
        let small = rows.map { row in
            SIMD32<Int8>(
                truncatingIfNeeded: SIMD32<Int16>(
                    (row * resolution).rounded(.toNearestOrEven)
                        .clamped(
                            lowerBound: .init(repeating: -127),
                            upperBound: .init(repeating: 127)
                        )
                )
            )
        }
        var file = SectionFileWriter()
        file.append(small)
        file.append(dense)
        file.append(Self.transitions(links))
        file.append(rarity.levels)
        for forest in [judge.exactForest, judge.touchingForest] {
            file.append(forest.features)
            file.append(forest.cuts)
            file.append(forest.leaves)
        }
        file.append([judge.thresholds])
        return file.finish(magic: PlaceModel.magic)
    }
}

extension PlaceTagger {
    /// Probability of a label at a position after another at the one before.
    func pairMarginals(_ from: Int, _ index: Int, _ transitions: [SIMD4<Float>]) -> SIMD4<Float> {
        guard let last = forward.last else { return .zero }
        return forward[index - 1][from] * transitions[from] * potentials[index] * backward[index]
            / (scales[index] * (last[0] + last[3]))
    }
}
