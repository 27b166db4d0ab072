internal import Glibc

/// How much two recent messages have in common: the cosine of their terms, rare terms weighing more.
struct TermSimilarity {
    private let background: TermBackground
    private var index: TermIndex { background.index }
    /// Terms of the documents asked about so far, ascending, with the length of the vector.
    private var vectors: [Int32: Vector] = [:]
    /// Squared weight of each term, and of a term of one message alone.
    private let weights: [Double]
    private let lone: Double

    private struct Vector {
        var terms: [Int32]
        var length: Double
    }

    init(_ background: TermBackground) {
        self.background = background
        let all = Double(background.messages + background.index.recent.documents.count + 1)
        let weight = { (messages: Double) in
            let idf = log(all / (messages + 0.5))
            return idf * idf
        }
        weights = background.totals.indices.map { term in
            weight(Double(background.totals[term] + background.index.messages[term]))
        }
        lone = weight(1)
    }

    /// Numbers of the known terms of a document, ascending.
    mutating func terms(of document: Int32) -> [Int32] { vector(document).terms }

    /// Splits documents into groups in which each is like at least one other.
    mutating func groups(_ documents: [Int32], from least: Double) -> [[Int32]] {
        var rest = documents
        var groups: [[Int32]] = []
        while let start = rest.first {
            var group = [start]
            rest.removeFirst()
            var next = 0
            while next < group.count {
                let near = rest.map { cosine(group[next], $0) >= least }
                group += zip(rest, near).filter(\.1).map(\.0)
                rest = zip(rest, near).filter { !$0.1 }.map(\.0)
                next += 1
            }
            groups.append(group.sorted())
        }
        return groups
    }

    private mutating func cosine(_ first: Int32, _ second: Int32) -> Double {
        let (a, b) = (vector(first), vector(second))
        var sum = 0.0
        var place = 0
        for term in a.terms {
            while place < b.terms.count, b.terms[place] < term { place += 1 }
            if place < b.terms.count, b.terms[place] == term { sum += weights[Int(term)] }
        }
        return sum / (a.length * b.length)
    }

    private mutating func vector(_ document: Int32) -> Vector {
        if let known = vectors[document] { return known }
        var terms: Set<Int32> = []
        var rare: Set<UInt64> = []
        TermID.forEach(index.recent.terms(of: Int(document))) { id in
            let place = index.table.place(of: id)
            if place >= 0 { terms.insert(place) } else { rare.insert(id) }
        }
        let sorted = terms.sorted()
        let square = sorted.reduce(lone * Double(rare.count)) { $0 + weights[Int($1)] }
        let vector = Vector(terms: sorted, length: max(square.squareRoot(), 1e-9))
        vectors[document] = vector
        return vector
    }
}
