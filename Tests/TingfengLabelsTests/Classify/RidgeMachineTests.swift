import Testing

@testable import TingfengLabels

@Suite struct RidgeMachineTests {
    private static let points: [[Float]] = [
        [1, 0], [0.8, 0.3], [0, 1], [0.2, 0.9], [0.5, 0.5],
    ]
    private static let answers: [Float] = [1, 1, -1, -1, 1]

    private func machine(_ rows: [Int], heldOut: Range<Int>, groups: [[Int]]) -> RidgeMachine {
        let points = rows.map { Self.points[$0] }
        let kernel = points.flatMap { left in
            points.map { right in left[0] * right[0] + left[1] * right[1] }
        }
        var targets = Matrix(rows: rows.count, columns: 1)
        targets.values = rows.map { Self.answers[$0] }
        return RidgeMachine(
            kernel: kernel,
            penalties: [Float](repeating: 0.5, count: rows.count),
            targets: targets,
            heldOut: heldOut,
            groups: groups
        )
    }

    @Test func `held-out scores are those of a machine fitted without the group`() {
        let all = machine([0, 1, 2, 3, 4], heldOut: 0..<5, groups: [[0], [1, 3], [2], [4]])
        let without = machine([0, 2, 4], heldOut: 0..<0, groups: [])
        for row in [1, 3] {
            let score = score(of: row, by: without, of: [0, 2, 4])
            #expect(abs(all.heldOut[row, 0] - score) < 1e-4)
        }
    }

    @Test func `samples that are never held out still teach`() {
        let all = machine([0, 1, 2, 3, 4], heldOut: 2..<5, groups: [[2], [3, 4]])
        let without = machine([0, 1, 2], heldOut: 0..<0, groups: [])
        #expect(all.heldOut.rowCount == 3)
        for row in [3, 4] {
            let score = score(of: row, by: without, of: [0, 1, 2])
            #expect(abs(all.heldOut[row - 2, 0] - score) < 1e-4)
        }
    }

    private func score(of row: Int, by machine: RidgeMachine, of others: [Int]) -> Float {
        let point = Self.points[row]
        return zip(others, machine.coefficients.values).reduce(Float(0)) { sum, item in
            let other = Self.points[item.0]
            return sum + item.1 * (point[0] * other[0] + point[1] * other[1] + 1)
        }
    }

    @Test func `an orthonormal basis spans what it was made of`() async {
        var matrix = Matrix(rows: 3, columns: 2)
        matrix.values = [1, 1, 0, 1, 0, 1e-3]
        let basis = await matrix.orthonormal()
        let gram = await basis.transposedTimes(basis)
        for (value, expected) in zip(gram.values, [1, 0, 0, 1] as [Float]) {
            #expect(abs(value - expected) < 1e-5)
        }
    }
}
