import Foundation
import GRDB
import Tingfeng
import TingfengLabels

/// Makes anew what the matcher remembers of a matter after people moved its messages.
struct MatterMemory {
    let analyzer: MessageAnalyzer

    /// Stores the memory that the matter would have if its members had joined it one by one.
    func rebuild(_ db: Database, matter: Int64, members: [MatterMember]) throws {
        var workspace = MessageAnalyzer.Workspace(analyzer)
        let profile = try MatterMatcher.profile(of: members.count) { index in
            let member = members[index]
            let message = try Self.message(db, member)
            return (analyzer.matterFeatures(of: message, workspace: &workspace), member.createdAt)
        }
        try db.execute(
            sql: "UPDATE matter SET profile = ? WHERE id = ?",
            arguments: [Data(profile), matter]
        )
    }

    /// The first revision: it was matched, later ones do not change a matter.
    private static func message(_ db: Database, _ member: MatterMember) throws -> Message {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT title, body, region FROM message WHERE id = ?",
            arguments: [member.message]
        )
        var message = Message(
            id: member.externalID,
            source: member.source,
            createdAt: member.createdAt,
            title: row?["title"] ?? "",
            body: row?["body"] ?? ""
        )
        message.region = row?["region"]
        return message
    }
}
