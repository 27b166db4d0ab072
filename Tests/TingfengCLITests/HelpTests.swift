import Foundation
import Testing

/// Every command and option has help and stands in docs/cli.md, and nothing else does.
@Suite struct HelpTests {
    struct Tree: Decodable {
        let command: Node
    }

    struct Node: Decodable {
        let commandName: String
        let abstract: String?
        let arguments: [Argument]?
        let subcommands: [Node]?

        /// The node and all below it, each with the words that call it.
        func flattened(below path: [String] = []) -> [(path: [String], node: Node)] {
            let path = path + [commandName]
            let below = (subcommands ?? []).filter { $0.commandName != "help" }
            return [(path, self)] + below.flatMap { $0.flattened(below: path) }
        }

        /// What can be given, without what the parser itself adds.
        var own: [Argument] {
            (arguments ?? []).filter { !["help", "version"].contains($0.name) }
        }
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let abstract: String?
        let kind: String
        let preferredName: Name?
        let sectionTitle: String?

        var name: String? { preferredName?.name }
        var isGlobal: Bool { sectionTitle == "GLOBAL OPTIONS" }
    }

    private static func commands() throws -> [(path: [String], node: Node)] {
        let dump = try Command.run(["--experimental-dump-help"]).output
        return try JSONDecoder().decode(Tree.self, from: Data(dump.utf8)).command.flattened()
    }

    /// The sections of docs/cli.md by what their headings call.
    private static func sections() throws -> [String: String] {
        let file = Repository.root.appendingPathComponent("docs/cli.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var sections: [String: String] = [:]
        for section in text.components(separatedBy: "\n## ").dropFirst() {
            let heading = section.prefix { $0 != "\n" }
            sections[String(heading), default: ""] += section
        }
        return sections
    }

    @Test func `every command has a sentence`() throws {
        for (path, node) in try Self.commands() {
            #expect(node.abstract?.isEmpty == false, "\(path.joined(separator: " "))")
        }
    }

    @Test func `every option has a help text`() throws {
        for (path, node) in try Self.commands() {
            for argument in node.own {
                let name = "\(path.joined(separator: " ")) \(argument.name ?? "argument")"
                #expect(argument.abstract?.isEmpty == false, "\(name)")
            }
        }
    }

    @Test func `every command takes the global options`() throws {
        for (path, node) in try Self.commands() where node.subcommands?.isEmpty != false {
            let names = Set(node.own.filter(\.isGlobal).compactMap(\.name))
            let expected: Set = [
                "db", "config", "resources", "format", "lang", "bom", "quiet", "no-color",
            ]
            #expect(names == expected, "\(path.joined(separator: " "))")
        }
    }

    @Test func `every command and each of its options stands in docs/cli.md`() throws {
        let sections = try Self.sections()
        for (path, node) in try Self.commands() where node.subcommands?.isEmpty != false {
            let call = path.joined(separator: " ")
            guard let section = sections["`\(call)`"] else {
                Issue.record("docs/cli.md has no section `\(call)`")
                continue
            }
            for argument in node.own where !argument.isGlobal && argument.kind != "positional" {
                let option = "--\(argument.name ?? "")"
                #expect(section.contains("`\(option)"), "\(call) \(option)")
            }
        }
    }

    @Test func `docs/cli.md describes no command that there is not`() throws {
        let known = Set(try Self.commands().map { "`\($0.path.joined(separator: " "))`" })
        for heading in try Self.sections().keys where heading.hasPrefix("`") {
            #expect(known.contains(heading), "\(heading)")
        }
    }

    @Test func `the global options stand in docs/cli.md`() throws {
        let section = try #require(try Self.sections()["Global options"])
        for option in ["db", "config", "resources", "format", "lang", "bom", "quiet", "no-color"] {
            #expect(section.contains("`--\(option)"), "--\(option)")
        }
    }
}
