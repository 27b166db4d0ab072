#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Branching entropy (分支熵) of a string: how freely other characters stand beside it.
///
/// The edge of a run of Han characters (a mark, a digit, the end) is a new neighbour every time.
struct NeighbourEntropy {
    private let units: [UInt16]
    private let marks: [WordDiscovery.Mark]
    private let suffixes: SortedSuffixes

    init(_ units: [UInt16], _ marks: [WordDiscovery.Mark], _ suffixes: SortedSuffixes) {
        self.units = units
        self.marks = marks
        self.suffixes = suffixes
    }

    /// Entropy of the left and of the right neighbours, in nats.
    func freedom(_ group: Range<Int>, length: Int) -> (left: Double, right: Double) {
        var left: [UInt16] = []
        var right: [UInt16] = []
        for index in group {
            let start = Int(suffixes.positions[index])
            left.append(start > 0 && marks[start - 1].contains(.han) ? units[start - 1] : 0)
            let end = start + length
            right.append(marks[end].contains(.han) ? units[end] : 0)
        }
        return (Self.entropy(&left), Self.entropy(&right))
    }

    private static func entropy(_ neighbours: inout [UInt16]) -> Double {
        neighbours.sort()
        let total = Double(neighbours.count)
        var entropy = 0.0
        var start = 0
        while start < neighbours.count {
            var end = start + 1
            while end < neighbours.count, neighbours[end] == neighbours[start] { end += 1 }
            let share = Double(end - start) / total
            // An edge is its own neighbour each time.
            entropy -= share * log(neighbours[start] == 0 ? 1 / total : share)
            start = end
        }
        return entropy
    }
}
