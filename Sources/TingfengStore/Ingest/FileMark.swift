import Foundation
import GRDB
import Tingfeng

/// What tells whether a file is the one that a batch came from.
struct FileMark: Equatable, Sendable {
    var bytes: Int64
    /// When it was last written, in nanoseconds since 1970.
    var modifiedAt: Int64

    /// Reads the mark of a plain file; `nil` for anything else.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        bytes = Int64(status.st_size)
        modifiedAt = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}

extension Store {
    /// Whether a batch that came to its end has taken this file, as it stands, from any folder.
    func hasTaken(_ file: String, _ mark: FileMark) throws -> Bool {
        let name = Self.name(of: file)
        return try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT file FROM batch WHERE bytes = ? AND modified_at = ?
                        AND state <> 'open' AND ended_at IS NOT NULL
                    """,
                arguments: [mark.bytes, mark.modifiedAt]
            ).contains { Self.name(of: $0) == name }
        }
    }

    /// Remembers a file that no batch can be made of, so that it is not tried for ever.
    public func refuse(file: String, at time: Int64) throws {
        let mark = FileMark(path: file)
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO batch(file, bytes, modified_at, model, started_at, ended_at, state)
                    VALUES (?, ?, ?, '', ?, ?, 'aborted')
                    """,
                arguments: [file, mark?.bytes, mark?.modifiedAt, time, time]
            )
        }
    }

    private static func name(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
