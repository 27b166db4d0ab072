import GRDB
import Tingfeng

/// A model that labels, and since when (模型启用记录).
public struct ModelUse: Sendable, Equatable {
    /// When it was put to use, in epoch seconds.
    public var at: Int64
    /// Who did it.
    public var actor: String
    /// Name and first digits of the checksum: what every label keeps.
    public var name: String
    /// The model file.
    public var file: String
    /// Checksum of the whole file.
    public var sha256: String

    /// An entry of its parts.
    public init(at: Int64, actor: String, name: String, file: String, sha256: String) {
        self.at = at
        self.actor = actor
        self.name = name
        self.file = file
        self.sha256 = sha256
    }
}

extension Store {
    /// Puts a model to use for what is ingested from now on; labels that exist stay as they are.
    public func use(_ use: ModelUse) throws {
        try write { db in
            try db.execute(
                sql: "INSERT INTO model_use(at, actor, name, file, sha256) VALUES (?, ?, ?, ?, ?)",
                arguments: [use.at, use.actor, use.name, use.file, use.sha256]
            )
        }
    }

    /// Returns the models that were put to use, newest first; none means the shipped one.
    public func modelUses() throws -> [ModelUse] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM model_use ORDER BY id DESC").map { row in
                ModelUse(
                    at: row["at"],
                    actor: row["actor"],
                    name: row["name"],
                    file: row["file"],
                    sha256: row["sha256"]
                )
            }
        }
    }
}
