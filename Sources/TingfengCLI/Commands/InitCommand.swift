import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore

/// `init`: a new database, its key file and a commented configuration.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "新建数据库、密钥文件和带注释的配置",
        discussion: "数据库 city.db 的旁边会有 city.yaml（配置）和 city.key（密钥）；已有的文件一概不改。"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(
        help: ArgumentHelp(
            "数据来源的字段预设：12345、lyb、wenzheng、tipdm-c、open311",
            valueName: "name"
        )
    )
    var preset = "12345"
    @Option(help: ArgumentHelp("诉求分类表（CSV：level1,level2,level3）", valueName: "file"))
    var taxonomy: String?
    @Option(help: ArgumentHelp("地区表（CSV：code,name,parent,population）", valueName: "file"))
    var regions: String?

    func run() throws {
        guard let preset = Configuration.Source.Preset(rawValue: preset) else {
            throw ReaderError.unknownPreset(name: preset)
        }
        try checkInputs()
        let files = NewFiles(database: global.newDatabasePath)
        try files.checkAbsent()
        do {
            try write(files, preset)
        } catch {
            files.remove()
            throw error
        }
        global.note(
            "已建立数据库 \(files.database)、配置 \(files.configuration)、密钥 \(files.key)（请妥善保管，丢失后无法再对应来电人）。",
            en:
                "Made the database \(files.database), the configuration \(files.configuration) and the key "
                + "\(files.key); keep the key safe: without it callers cannot be told apart any more."
        )
    }

    private func checkInputs() throws {
        if let regions { _ = try RegionTree(contentsOf: regions) }
        if let taxonomy { _ = try Taxonomy(contentsOf: taxonomy) }
    }

    private func write(_ files: NewFiles, _ preset: Configuration.Source.Preset) throws {
        _ = try Store.create(at: files.database)
        _ = try HashKey.create(at: files.key)
        var template = ConfigurationTemplate(preset: preset)
        template.db = URL(fileURLWithPath: files.database).lastPathComponent
        template.taxonomy = taxonomy.map(Self.absolute)
        template.regions = regions.map(Self.absolute)
        if regions == nil, preset == .tipdmC {
            // The contest's regions follow a rule, so their table is written out.
            try OutputFile.write(RegionTree.tipdmC().csv, to: files.regions)
            template.regions = URL(fileURLWithPath: files.regions).lastPathComponent
        }
        try OutputFile.write(template.text, to: files.configuration)
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}

/// The files of a new installation, side by side.
private struct NewFiles {
    let database: String
    let key: String
    let configuration: String
    let regions: String

    init(database: String) {
        self.database = database
        key = Installation.sibling(of: database, "key")
        configuration = Installation.sibling(of: database, "yaml")
        regions = Installation.sibling(of: database, "regions.csv")
    }

    /// Refuses to begin where a file of the same name stands: it may be somebody's only key.
    func checkAbsent() throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: database) else {
            throw StoreError.alreadyExists(path: database)
        }
        let beside = [key, configuration, regions]
        guard let taken = beside.first(where: { files.fileExists(atPath: $0) }) else { return }
        throw OutputFailure(description: "\(taken) 已经存在，未作任何改动：请先移走它，或给 --db 换一个名字。")
    }

    /// Takes back what an interrupted start left.
    func remove() {
        let made = [database, database + "-wal", database + "-shm", key, configuration, regions]
        for path in made { try? FileManager.default.removeItem(atPath: path) }
    }
}
