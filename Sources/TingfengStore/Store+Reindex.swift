import Foundation
import GRDB
public import Tingfeng
import TingfengText

extension Store {
    /// Makes the text index anew from the stored messages, as after a change of the dictionary, in
    /// one transaction; returns how many revisions it holds.
    ///
    /// `progress` is called from time to time with the revisions done.
    public func reindex(
        _ reading: TextReading,
        progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        let lock = try IngestLock(besideDatabase: path)
        defer { withExtendedLifetime(lock) {} }
        return try write { db in
            _ = try BatchRecovery.run(db)
            try db.execute(sql: "INSERT INTO message_text(message_text) VALUES ('delete-all')")
            var workspace = Tokenizer.Workspace()
            var count = 0
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT id, title, body FROM message ORDER BY id"
            )
            while let row = try rows.next() {
                let input = reading.read(title: row[1], body: row[2], &workspace)
                try TextIndex.insert(db, revision: row[0], reading.indexTerms(of: input))
                try MessageTerms.insert(
                    db,
                    revision: row[0],
                    terms: reading.termSequence(of: input)
                )
                count += 1
                if count.isMultiple(of: 2_000) { progress(count) }
            }
            try db.execute(sql: "INSERT INTO message_text(message_text) VALUES ('optimize')")
            return count
        }
    }
}
