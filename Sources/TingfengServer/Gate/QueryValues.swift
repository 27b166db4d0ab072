import Tingfeng
import TingfengStore

/// The parameters of one request, read strictly: every error names the parameter.
struct QueryValues: Sendable {
    private let values: [String: String]
    private let parameters: [Parameter]

    /// Takes `name=value` pairs.
    ///
    /// - Throws: ``ServerError`` if the endpoint knows no such name, or it stands there twice.
    init(_ pairs: [(String, String)], for endpoint: Endpoint) throws(ServerError) {
        var values: [String: String] = [:]
        for (name, value) in pairs {
            guard endpoint.parameters.contains(where: { $0.name == name }) else {
                throw .unknownParameter(name, known: endpoint.parameters.map(\.name))
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .badParameter(name, value: value, expected: "只写一次")
            }
        }
        self.values = values
        parameters = endpoint.parameters
    }

    /// Text, or `nil` if the parameter is absent or empty.
    func text(_ parameter: Parameter) throws(ServerError) -> String? {
        guard let value = value(parameter) else { return nil }
        if case .text(let most) = parameter.kind, value.utf8.count > most {
            throw .badParameter(
                parameter.name,
                value: String(value.prefix(20)) + "…",
                expected: "至多 \(most) 字节"
            )
        }
        return value
    }

    /// A whole number within the parameter's bounds, or its default.
    func int(_ name: String) throws(ServerError) -> Int {
        guard let parameter = parameters.first(where: { $0.name == name }),
            case .integer(let range, let usual) = parameter.kind
        else { return 0 }
        guard let value = value(parameter) else { return usual }
        guard let number = Int(value), range.contains(number) else {
            throw .badParameter(
                name,
                value: value,
                expected: "\(range.lowerBound) 至 \(range.upperBound) 的整数"
            )
        }
        return number
    }

    /// One of the listed values, or the default, or `nil` if there is none.
    func choice<Value: RawRepresentable<String>>(
        _ parameter: Parameter,
        as type: Value.Type
    ) throws(ServerError) -> Value? {
        guard case .choice(let choices, let usual) = parameter.kind,
            let text = value(parameter) ?? usual
        else { return nil }
        guard choices.contains(text), let value = Value(rawValue: text) else {
            throw .badParameter(
                parameter.name,
                value: text,
                expected: choices.joined(separator: "、") + " 之一"
            )
        }
        return value
    }

    /// A moment in epoch seconds.
    func time(
        _ parameter: Parameter,
        _ edge: LocalTime.DayEdge,
        in zone: LocalTime
    ) throws(ServerError) -> Int64? {
        guard let value = value(parameter) else { return nil }
        guard let moment = try? zone.parse(Self.mendingZone(value), bareDate: edge) else {
            throw .badParameter(
                parameter.name,
                value: value,
                expected: "2025-07-14、2025-07-14T09:00 或 RFC 3339 时间"
            )
        }
        return moment
    }

    /// Puts back the "+" of a zone that was not escaped and so became a blank: the only blank that
    /// can stand after a colon.
    private static func mendingZone(_ text: String) -> String {
        guard let blank = text.lastIndex(of: " "), text[..<blank].contains(":") else { return text }
        return text[..<blank] + "+" + text[text.index(after: blank)...]
    }

    /// A length of time in seconds.
    func span(_ parameter: Parameter) throws(ServerError) -> Int64 {
        guard case .span(let usual) = parameter.kind else { return 0 }
        let value = value(parameter) ?? usual
        guard let span = TimeSpan(value) else {
            throw .badParameter(parameter.name, value: value, expected: "24h、1d 或 7d 这样的时间窗")
        }
        return span.seconds
    }

    /// The parameters in order of their names, as one text.
    func canonical(without names: Set<String>) -> String {
        values.filter { !names.contains($0.key) && !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: "&")
    }

    private func value(_ parameter: Parameter) -> String? {
        guard let value = values[parameter.name], !value.isEmpty else { return nil }
        return value
    }
}
