/// Finds the terms that stand in several messages in one pass over any number of them and in bounded
/// memory: lossy counting (Manku & Motwani, VLDB 2002).
///
/// Where the table is full, the terms that were met least are forgotten and ``floor`` rises by one:
/// no term that stands in more than `least + floor` messages is ever missed. A table of the default
/// capacity holds all terms of about 30,000 messages, so `floor` stays 0 for most cities.
struct FrequentTerms {
    private let capacity: Int
    private var table: TermTable
    private var entries: [Entry] = []
    private(set) var floor: Int32 = 0
    private var message: Int32 = 0

    private struct Entry {
        var id: UInt64
        /// Messages that contain the term, at most ``floor`` too few before it was met.
        var count: Int32
        /// The last message that was counted, so that repetitions do not count.
        var last: Int32
    }

    init(capacity: Int) {
        self.capacity = capacity
        table = TermTable(capacity: 1 << 12)
    }

    mutating func add(_ terms: ArraySlice<UInt32>) {
        message += 1
        TermID.forEach(terms) { id in
            let place = Int(table.add(id))
            if place == entries.count {
                entries.append(Entry(id: id, count: floor + 1, last: message))
            } else if entries[place].last != message {
                entries[place].count += 1
                entries[place].last = message
            }
        }
        while entries.count > capacity { forgetRarest() }
    }

    /// The terms of at least so many messages, in the order in which they were first met.
    func ids(inAtLeast least: Int) -> [UInt64] {
        entries.lazy.filter { Int($0.count) >= least }.map(\.id)
    }

    private mutating func forgetRarest() {
        floor += 1
        entries.removeAll { $0.count <= floor }
        table = TermTable(capacity: entries.count)
        for entry in entries { _ = table.add(entry.id) }
    }
}
