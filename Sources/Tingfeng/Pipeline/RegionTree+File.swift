import Foundation
public import TingfengLabels

extension RegionTree {
    /// Reads the table `code,name,parent,population` of a file, UTF-8.
    public init(contentsOf path: String) throws {
        try self.init(csv: String(tableAt: path))
    }

    /// The table, as it is read.
    public var csv: String {
        let rows = regions.map { region in
            [
                region.code, region.name, region.parent ?? "",
                region.population.map(String.init) ?? "",
            ].joined(separator: ",")
        }
        return (["code,name,parent,population"] + rows).joined(separator: "\n") + "\n"
    }
}

extension Taxonomy {
    /// Reads the table `level1,level2,…` of a file, UTF-8.
    public init(contentsOf path: String) throws {
        try self.init(csv: String(tableAt: path))
    }
}

extension String {
    /// The text of a small table, without a byte order mark.
    fileprivate init(tableAt path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReaderError.unreadable(path: path, reason: "文件不存在或没有权限")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw ReaderError.notATable(path: path, reason: "不是 UTF-8 文本，请另存为 UTF-8")
        }
        self = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
