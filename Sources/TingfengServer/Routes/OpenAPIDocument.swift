import HTTPTypes
import Tingfeng
import TingfengStore

/// The endpoints as an OpenAPI 3.1 document, made of the same descriptions that the router serves.
struct OpenAPIDocument {
    private let endpoints: [Endpoint]
    private let version: String

    init(_ endpoints: [Endpoint], version: String) {
        self.endpoints = endpoints.filter { !$0.isPage }
        self.version = version
    }

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "听风", "version": .string(version),
                "summary": "把市民留言变成及时的知识", "license": ["name": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer"],
                    "session": ["type": "apiKey", "in": "cookie", "name": .string(Gate.cookie)],
                ],
                "schemas": .object(OpenAPISchemas.all),
                "responses": ["error": OpenAPISchemas.errorResponse],
            ],
        ]
    }

    /// One member per path, with all its methods.
    private var paths: [JSONMember] {
        var operations: [(path: String, members: [JSONMember])] = []
        for endpoint in endpoints {
            for format in endpoint.formats {
                let path = endpoint.path(in: format)
                let member = JSONMember(
                    endpoint.method.rawValue.lowercased(),
                    operation(endpoint, format)
                )
                if let index = operations.firstIndex(where: { $0.path == path }) {
                    operations[index].members.append(member)
                } else {
                    operations.append((path, [member]))
                }
            }
        }
        return operations.map { JSONMember($0.path, .object($0.members)) }
    }

    private func operation(_ endpoint: Endpoint, _ format: ReplyFormat) -> JSONValue {
        var members = [
            JSONMember("operationId", .string(endpoint.name + Self.suffix(format))),
            JSONMember("summary", .string(endpoint.summary)),
            JSONMember("parameters", .array(Self.parameters(endpoint))),
            JSONMember("security", Self.security(endpoint)),
            JSONMember("responses", .object(Self.responses(endpoint, format))),
        ]
        if case .roles(let roles) = endpoint.access {
            let names = roles.map(\.rawValue).sorted().joined(separator: "、")
            members.append(JSONMember("description", .string("角色：" + names)))
        }
        if !endpoint.bodies.isEmpty {
            members.append(JSONMember("requestBody", Self.body(endpoint)))
        }
        return .object(members)
    }

    private static func suffix(_ format: ReplyFormat) -> String {
        switch format {
        case .json: ""
        case .csv: "CSV"
        case .jsonl: "JSONL"
        }
    }

    private static func parameters(_ endpoint: Endpoint) -> [JSONValue] {
        var parameters = endpoint.parameters.map(OpenAPISchemas.parameter)
        if endpoint.path.contains("{id}") {
            parameters.insert(
                ["name": "id", "in": "path", "required": true, "schema": ["type": "string"]],
                at: 0
            )
        }
        if endpoint == .ingest {
            parameters.append([
                "name": "Idempotency-Key", "in": "header",
                "description": "同一键与同一请求体得到同一回答，七天内有效",
                "schema": ["type": "string", "maxLength": 200],
            ])
        }
        return parameters
    }

    private static func security(_ endpoint: Endpoint) -> JSONValue {
        guard case .roles = endpoint.access else { return .array([]) }
        let token: JSONValue = ["token": .array([])]
        return endpoint.method == .get ? [token, ["session": .array([])]] : [token]
    }

    private static func body(_ endpoint: Endpoint) -> JSONValue {
        let schema = OpenAPISchemas.body(of: endpoint)
        let isOptional = [.acknowledgeAlert, .resolveAlert, .reopenAlert].contains(endpoint)
        return [
            "required": .bool(!isOptional),
            "content": .object(
                endpoint.bodies.map { type in
                    JSONMember(
                        type.rawValue,
                        ["schema": type == .json ? schema : ["type": "string"]]
                    )
                }
            ),
        ]
    }

    private static func responses(_ endpoint: Endpoint, _ format: ReplyFormat) -> [JSONMember] {
        let success: JSONValue = [
            "description": "成功",
            "content": .object([
                JSONMember(
                    type(endpoint, format).rawValue,
                    ["schema": OpenAPISchemas.answer(of: endpoint, format)]
                )
            ]),
        ]
        let error: JSONValue = ["$ref": "#/components/responses/error"]
        var members = [JSONMember(endpoint == .replay ? "202" : "200", success)]
        if endpoint == .ingest || endpoint == .addSilence {
            members.append(JSONMember("201", success))
        }
        if endpoint.method == .get {
            members.append(JSONMember("304", ["description": "与 If-None-Match 的相同"]))
        }
        return members + [JSONMember("default", error)]
    }

    private static func type(_ endpoint: Endpoint, _ format: ReplyFormat) -> MediaType {
        switch endpoint.result {
        case .list: format.mediaType
        case .record: .json
        case .text(let type): type
        }
    }
}
