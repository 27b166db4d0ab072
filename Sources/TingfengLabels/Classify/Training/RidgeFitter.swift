/// Fits all categories and axes at once on a few thousand samples, with the help of texts without
/// label: the kernel of a ``RidgeMachine`` contains the latent space of all texts.
struct RidgeFitter: Sendable {
    let corpus: TrainingCorpus
    /// Labelled samples are the first rows of the corpus; behind them stand texts without label.
    let targets: TrainingTargets
    /// Rows before have no category: they teach the axes alone and are never held out.
    let categorizedFrom: Int
    /// Rows from here on are names of categories.
    let namedFrom: Int
    let options: ClassifierTrainer.Options

    /// Returns weights and held-out scores.
    func fit() async -> FittedWeights {
        let labelled = corpus.rows.keeping(Array(0..<targets.ways.count))
        let rank = min(
            options.latentRank,
            corpus.rows.count / 8 * 4,
            corpus.rows.featureCount / 8 * 4
        )
        // Kinds of cues stand in most texts: they would take the leading dimensions for themselves.
        let texts = corpus.rows.dropping(corpus.isCue)
        let space = await LatentSpace(of: texts, rank: max(4, rank))
        let images = await labelled.times(space.basis)
        let own = await kernel(labelled)
        let likeness = await likeness(images)
        let duplicates = Duplicates(own, order: labelled.count, in: categorizedFrom..<namedFrom)
        let tasks = tasks(duplicates)
        let machines = await inChunks(of: tasks.count, size: 1) { chunk in
            machine(tasks[chunk.lowerBound], own, likeness, duplicates.groups)
        }
        let heldOut = machines.dropFirst().reduce(machines[0].heldOut) { $0.beside($1.heldOut) }
        let compact = await ScoreSpace(of: heldOut, rank: options.rank, exact: exactColumns)
        var reduced = Matrix(rows: labelled.count, columns: compact.projection.columnCount)
        var weighted = reduced
        for (task, machine) in zip(tasks, machines) {
            let part = await machine.coefficients.times(compact.projection.rows(task.columns))
            reduced.add(part, toRowsFrom: task.rows.lowerBound)
            weighted.add(part, times: task.latentWeight, toRowsFrom: task.rows.lowerBound)
        }
        var factors = await labelled.transposed().times(reduced)
        factors.add(await space.basis.times(images.transposedTimes(weighted)))
        let bias = (0..<reduced.columnCount).map { column in
            (0..<reduced.rowCount).reduce(Float(0)) { $0 + reduced[$1, column] }
        }
        return FittedWeights(
            factors: factors,
            directions: compact.directions,
            biases: compact.biases(of: bias),
            heldOut: await compact.projected(heldOut)
        )
    }

    /// Targets that are fitted with the same kernel and the same penalties.
    private struct Task: Sendable {
        var columns: Range<Int>
        var rows: Range<Int>
        var latentWeight: Float
        /// One per row.
        var penalties: [Float]
    }

    /// Categories on the samples that have one and the names; kind, then urgency and aspects, on all
    /// of people, which weigh the same, but for those that would show a held-out one.
    private func tasks(_ duplicates: Duplicates) -> [Task] {
        func uniform(_ cost: Float) -> [Float] {
            (0..<namedFrom).map { duplicates.outside.contains($0) ? Self.mute : 1 / cost }
        }
        let first = targets.tree.nodes.count - 1
        let kinds = first + targets.heads.count { $0.axis == .kind }
        return [
            Task(
                columns: 0..<first,
                rows: categorizedFrom..<targets.ways.count,
                latentWeight: options.latentWeight,
                penalties: penalties
            ),
            Task(
                columns: first..<kinds,
                rows: 0..<namedFrom,
                latentWeight: options.kindLatentWeight,
                penalties: uniform(options.kindCost)
            ),
            Task(
                columns: kinds..<targets.values.columnCount,
                rows: 0..<namedFrom,
                latentWeight: options.axisLatentWeight,
                penalties: uniform(options.axisCost)
            ),
        ].filter { !$0.columns.isEmpty }
    }

    /// A penalty under which a row teaches nothing.
    private static let mute: Float = 1e6

    private func machine(
        _ task: Task,
        _ own: [Float],
        _ likeness: [Float],
        _ groups: [[Int]]
    ) -> RidgeMachine {
        let order = targets.ways.count
        var kernel: [Float] = []
        kernel.reserveCapacity(task.rows.count * task.rows.count)
        for row in task.rows {
            for place in row * order + task.rows.lowerBound..<row * order + task.rows.upperBound {
                kernel.append(own[place] + task.latentWeight * likeness[place])
            }
        }
        let first = task.rows.lowerBound
        return RidgeMachine(
            kernel: kernel,
            penalties: task.penalties,
            targets: targets.values.part(rows: task.rows, columns: task.columns),
            heldOut: categorizedFrom - first..<namedFrom - first,
            groups: groups.map { $0.map { $0 - first } }
        )
    }

    /// Level 1 and the axes keep their exact scores; the levels below share what is left.
    private var exactColumns: [Bool] {
        (0..<targets.values.columnCount).map { column in
            column >= targets.tree.nodes.count - 1 || targets.tree.level(of: column + 1) == 1
        }
    }

    /// Errors on rare categories, judged at level 2, count more.
    private var penalties: [Float] {
        let nodes = targets.ways[categorizedFrom...].map { $0.prefix(2).last ?? 0 }
        var counts = [Int](repeating: 0, count: targets.tree.nodes.count)
        for node in nodes { counts[node] += 1 }
        let present = counts.count { $0 > 0 }
        return nodes.map { node in
            let share = Double(counts[node] * present) / Double(nodes.count)
            return 1
                / (options.ridgeCost
                    * Float(exponential(-Double(options.ridgeBalance) * naturalLog(share))))
        }
    }

    private func kernel(_ rows: SparseRows) async -> [Float] {
        let columns = rows.transposed()
        let order = rows.count
        let parts = await inChunks(of: order, size: 128) { chunk in
            var part = [Float](repeating: 0, count: chunk.count * order)
            part.withUnsafeMutableBufferPointer { part in
                for (place, row) in chunk.enumerated() {
                    for index in rows.starts[row]..<rows.starts[row + 1] {
                        let id = Int(rows.ids[index])
                        let value = rows.values[index]
                        for other in columns.starts[id]..<columns.starts[id + 1] {
                            part[place * order + Int(columns.ids[other])] +=
                                value * columns.values[other]
                        }
                    }
                }
            }
            return part
        }
        return Array(parts.joined())
    }

    /// Products of all pairs of images.
    private func likeness(_ images: Matrix) async -> [Float] {
        let order = images.rowCount
        let width = images.columnCount
        let parts = await inChunks(of: order, size: 128) { chunk in
            var part = [Float](repeating: 0, count: chunk.count * order)
            images.values.withUnsafeBufferPointer { values in
                for (place, row) in chunk.enumerated() {
                    for other in 0..<order {
                        var sum = SIMD4<Float>()
                        for index in stride(from: 0, to: width, by: 4) {
                            let left = row * width + index
                            let right = other * width + index
                            sum +=
                                SIMD4(
                                    values[left],
                                    values[left + 1],
                                    values[left + 2],
                                    values[left + 3]
                                )
                                * SIMD4(
                                    values[right],
                                    values[right + 1],
                                    values[right + 2],
                                    values[right + 3]
                                )
                        }
                        part[place * order + other] = sum.sum()
                    }
                }
            }
            return part
        }
        return Array(parts.joined())
    }
}

/// Near-duplicates (cosine 0.5 and more), so that a held-out message has no copy among those that
/// were learned from.
private struct Duplicates {
    /// The rows that are held out, together with their near-duplicates.
    let groups: [[Int]]
    /// Rows before those that are near-duplicates of one of them.
    let outside: Set<Int>

    /// `rows` are held out; those behind are names of categories.
    init(_ kernel: [Float], order: Int, in rows: Range<Int>) {
        var leader = Array(0..<rows.upperBound)
        var outside: Set<Int> = []
        func find(_ row: Int) -> Int {
            var row = row
            while leader[row] != row { row = leader[row] }
            return row
        }
        for row in rows {
            for other in 0..<row {
                let product = kernel[row * order + row] * kernel[other * order + other]
                let value = kernel[row * order + other]
                guard value * value >= 0.25 * product else { continue }
                guard rows.contains(other) else {
                    outside.insert(other)
                    continue
                }
                let (left, right) = (find(row), find(other))
                leader[max(left, right)] = min(left, right)
            }
        }
        let groups = Dictionary(grouping: rows, by: find)
        self.groups = groups.keys.sorted().map { groups[$0, default: []] }
        self.outside = outside
    }
}

/// What a fitter found: `factors` (features × rank) times `directions` (rank per target) plus
/// `biases` are the scores.
struct FittedWeights: Sendable {
    var factors: Matrix
    /// One row per target.
    var directions: Matrix
    var biases: [Float]
    /// One row per sample with a category, one column per target: by a model that has not seen the
    /// sample.
    var heldOut: Matrix
}
