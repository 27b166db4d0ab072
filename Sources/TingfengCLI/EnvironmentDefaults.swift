import ArgumentParser
import Foundation
import Tingfeng

/// What `TINGFENG_*` variables say where an option is absent; an empty variable says nothing.
///
/// `TINGFENG_DB`, `TINGFENG_CONFIG` and `TINGFENG_RESOURCES` are read by ``Installation``.
enum EnvironmentDefaults {
    static let variables = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }

    static var format: OutputFormat? { variables["TINGFENG_FORMAT"].flatMap(OutputFormat.init) }

    static var language: Language? { variables["TINGFENG_LANG"].flatMap(Language.init) }

    /// - Throws: a `ValidationError` that names the variable and its possible values.
    static func check() throws {
        try check("TINGFENG_FORMAT", OutputFormat.self)
        try check("TINGFENG_LANG", Language.self)
    }

    private static func check<Value: RawRepresentable & CaseIterable>(
        _ name: String,
        _ type: Value.Type
    ) throws where Value.RawValue == String {
        guard let text = variables[name], Value(rawValue: text) == nil else { return }
        let known = Value.allCases.map(\.rawValue).joined(separator: "、")
        throw ValidationError("环境变量 \(name) 的值 \(text) 不可用：可用的有 \(known)。")
    }
}
