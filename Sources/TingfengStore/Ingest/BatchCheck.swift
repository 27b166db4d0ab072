import Tingfeng
import TingfengText

/// The first pass over a file: how many rows are bad, whether that is too many, and whether the
/// rows stand in the order in which they are to be matched.
struct BatchCheck {
    private(set) var report = IngestReport()
    private(set) var isInOrder = true
    private var last = Place(arrivedAt: .min, createdAt: .min, id: "")

    init(file: String, reading: ReaderOptions, maxBad: MaxBad) throws {
        var unmasked = reading
        // Nothing of this pass is kept, so nothing needs to be masked or hashed, unless the hash
        // decides on the order.
        if !reading.identifiesByContent {
            unmasked.mask = PersonalDataMask(kinds: [])
            unmasked.hashKey = nil
        }
        do {
            try read(MessageReader(path: file, options: unmasked))
        } catch ReaderError.missingColumn(let path, let field, let headers) {
            // Without a header line the first row stands here.
            let shown = headers.map { reading.mask.mask($0).text }
            throw ReaderError.missingColumn(path: path, field: field, headers: shown)
        }
        report.isAborted = !maxBad.allows(bad: report.rejected, of: report.read)
    }

    private mutating func read(_ reader: consuming MessageReader) throws {
        while let row = try reader.next() {
            report.read += 1
            if report.read.isMultiple(of: 1_000) { try Task.checkCancellation() }
            switch row {
            case .message(let message): note(message)
            case .rejected: report.rejected += 1
            }
        }
        report.droppedColumns = reader.header.dropped
    }

    private mutating func note(_ message: Message) {
        let place = Place(
            arrivedAt: message.arrivedAt ?? message.createdAt,
            createdAt: message.createdAt,
            id: message.id
        )
        if place < last { isInOrder = false }
        last = place
    }

    /// A place in the order of matching; ids by their bytes, as SQLite sorts them.
    private struct Place: Comparable {
        var arrivedAt: Int64
        var createdAt: Int64
        var id: String

        static func < (left: Self, right: Self) -> Bool {
            let times = (left.arrivedAt, left.createdAt)
            let others = (right.arrivedAt, right.createdAt)
            return times == others
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : times < others
        }
    }
}
