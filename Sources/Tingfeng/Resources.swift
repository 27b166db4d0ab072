internal import Foundation

/// The folder of shipped `dictionaries/` and `models/`.
///
/// Looked for, in this order, at `--resources DIR`, `$TINGFENG_RESOURCES`, beside the executable
/// (`tingfeng_Tingfeng.resources`, as the build leaves it) and in `../share/tingfeng` (as a package
/// installs it). A place that the user names is never passed over: if it is not whole, that is an
/// error.
public struct Resources: Sendable, Equatable {
    /// The folder found.
    public let root: String

    /// Finds the folder.
    ///
    ///     let resources = try Resources(
    ///         option: options.resources,
    ///         environment: ProcessInfo.processInfo.environment
    ///     )
    ///     let model = try resources.path("models/classifier.bin")
    ///
    /// - Parameters:
    ///   - option: Value of `--resources`.
    ///   - environment: Variables of the process.
    ///   - executable: Real path of the running program, or `nil` if the system does not tell.
    /// - Throws: `ResourcesError.notFound`.
    public init(
        option: String?,
        environment: [String: String],
        executable: String? = Resources.executablePath()
    ) throws {
        let named = environment["TINGFENG_RESOURCES"].flatMap { $0.isEmpty ? nil : $0 }
        let folder = executable.map { URL(filePath: $0).deletingLastPathComponent() }
        let places = [
            ResourcesError.Place(name: "--resources", path: option),
            ResourcesError.Place(name: "$TINGFENG_RESOURCES", path: named),
            ResourcesError.Place(
                name: "程序旁",
                path: folder?.appending(path: "tingfeng_Tingfeng.resources").path
            ),
            ResourcesError.Place(
                name: "安装目录",
                path: folder?.appending(path: "../share/tingfeng").standardizedFileURL.path
            ),
        ]
        let candidates = (option ?? named).map { [$0] } ?? places.compactMap(\.path)
        guard let root = candidates.first(where: Self.isWhole) else {
            throw ResourcesError.notFound(places)
        }
        self.root = root
    }

    /// Returns the path of a file or folder below the root, such as `models/classifier.bin`.
    ///
    /// - Throws: `ResourcesError.missing` if it is not there.
    public func path(_ relative: String) throws -> String {
        let path = root + "/" + relative
        guard FileManager.default.fileExists(atPath: path) else {
            throw ResourcesError.missing(relative, root: root)
        }
        return path
    }

    /// Returns the real path of the running program, links resolved.
    public static func executablePath() -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    private static func isWhole(_ root: String) -> Bool {
        ["dictionaries", "models"].allSatisfy { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: root + "/" + name,
                isDirectory: &isFolder
            )
            return exists && isFolder.boolValue
        }
    }
}

/// Why shipped files cannot be used.
public enum ResourcesError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A place where resources are looked for; `path` is `nil` if it was not given.
    public struct Place: Equatable, Sendable {
        /// Chinese name, or the option or variable that sets it.
        public var name: String
        /// The folder looked at.
        public var path: String?

        /// Creates a place.
        public init(name: String, path: String?) {
            self.name = name
            self.path = path
        }
    }

    /// No place holds `dictionaries` and `models`.
    case notFound([Place])
    /// A file that should be below the root is not.
    case missing(String, root: String)

    /// One Chinese sentence.
    public var description: String {
        switch self {
        case .notFound(let places):
            "找不到含有 dictionaries 与 models 的资源目录，已查 "
                + places.map { "\($0.name)（\($0.path ?? "未设置")）" }.joined(separator: "、")
                + "，请用 --resources 指定该目录或重新安装。"
        case .missing(let relative, let root):
            "资源目录 \(root) 中没有 \(relative)，请重新安装，或用 --resources 指定完整的资源目录。"
        }
    }
}
