import Foundation
import GRDB
import Tingfeng

/// The full-text index of the messages.
enum TextIndex {
    /// Adds a revision.
    static func insert(_ db: Database, revision: Int64, _ terms: DocumentTerms) throws {
        try db.cachedStatement(
            sql: "INSERT INTO message_text(rowid, characters, words) VALUES (?, ?, ?)"
        ).execute(arguments: [revision, Data(terms.characters), Data(terms.words)])
    }
}
