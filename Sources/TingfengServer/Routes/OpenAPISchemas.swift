import Tingfeng

/// The schemas of the OpenAPI document.
enum OpenAPISchemas {
    static let all: [JSONMember] = [
        JSONMember("error", error), JSONMember("message", message),
        JSONMember("ingestReport", ingestReport), JSONMember("rows", rows),
    ]

    static let errorResponse: JSONValue = [
        "description": "出错：一句话说明是什么、怎么办",
        "content": ["application/json": ["schema": reference("error")]],
    ]

    private static let text: JSONValue = ["type": "string"]
    private static let number: JSONValue = ["type": "integer"]
    private static let moment: JSONValue = [
        "type": "string", "description": "如 2025-07-14 09:00:00，不写时区即当地时间",
    ]

    private static let error: JSONValue = object(
        ["error"],
        [
            JSONMember(
                "error",
                object(
                    ["code", "message"],
                    [
                        JSONMember("code", text), JSONMember("message", text),
                        JSONMember("hint", ["type": ["string", "null"]]),
                    ]
                )
            )
        ]
    )

    /// What `ingest` knows too; aliases such as subject and detail are understood.
    private static let message: JSONValue = object(
        ["id", "created_at", "body"],
        [
            "id", "source", "title", "body", "kind", "category", "region", "address", "unit",
            "status",
            "reply", "channel", "caller", "urgency",
        ].map { JSONMember($0, text) }
            + ["created_at", "arrived_at", "dispatched_at", "due_at", "replied_at", "closed_at"]
            .map { JSONMember($0, moment) }
    )

    private static let ingestReport: JSONValue = object(
        ["read", "new", "updated", "same", "rejected", "results"],
        ["read", "new", "updated", "same", "rejected"].map { JSONMember($0, number) } + [
            JSONMember(
                "results",
                [
                    "type": "array",
                    "items": object(
                        ["row", "status"],
                        [
                            JSONMember("row", number),
                            JSONMember(
                                "status",
                                ["enum": ["new", "updated", "same", "rejected"]]
                            ),
                            JSONMember("source", text), JSONMember("id", text),
                            JSONMember("reason", text),
                            JSONMember("field", ["type": ["string", "null"]]),
                            JSONMember("detail", text),
                        ]
                    ),
                ]
            )
        ]
    )

    private static let rows: JSONValue = object(
        ["as_of", "rows"],
        [
            JSONMember("as_of", ["type": "string", "format": "date-time"]),
            JSONMember("rows", ["type": "array", "items": ["type": "object"]]),
            JSONMember("next", ["type": ["string", "null"]]),
        ]
    )

    static func reference(_ name: String) -> JSONValue {
        ["$ref": .string("#/components/schemas/" + name)]
    }

    private static func object(_ required: [String], _ properties: [JSONMember]) -> JSONValue {
        [
            "type": "object", "required": .array(required.map(JSONValue.string)),
            "properties": .object(properties),
        ]
    }

    private static func texts(_ names: [String]) -> [JSONMember] {
        names.map { JSONMember($0, text) }
    }

    static func body(of endpoint: Endpoint) -> JSONValue {
        switch endpoint {
        case .tokenize: return object(["text"], [JSONMember("text", text)])
        case .ingest:
            return [
                "oneOf": [reference("message"), ["type": "array", "items": reference("message")]]
            ]
        case .assignAlert: return object(["to"], texts(["to", "note"]))
        case .labelAlert: return object(["label"], texts(["label", "note"]))
        case .acknowledgeAlert, .resolveAlert, .reopenAlert: return object([], texts(["note"]))
        case .addSilence:
            return object(["match", "until", "reason"], texts(["match", "until", "reason"]))
        case .previewRule:
            let names = ["name", "query", "window", "distinct", "severity"]
            return object([], texts(names) + [JSONMember("min", number)])
        case .replay:
            let names = ["from", "to", "budget"]
            return object(["from", "to"], texts(names) + [JSONMember("step_days", number)])
        default:
            let item = object([], ["id", "title", "body"].map { JSONMember($0, text) })
            return ["oneOf": [item, ["type": "array", "items": item]]]
        }
    }

    static func answer(of endpoint: Endpoint, _ format: ReplyFormat) -> JSONValue {
        switch endpoint.result {
        case .text: text
        case .record: endpoint == .ingest ? reference("ingestReport") : ["type": "object"]
        case .list: format == .json ? reference("rows") : text
        }
    }

    /// A parameter of the query.
    static func parameter(_ parameter: Parameter) -> JSONValue {
        [
            "name": .string(parameter.name), "in": "query",
            "description": .string(parameter.summary), "schema": schema(parameter.kind),
        ]
    }

    private static func schema(_ kind: Parameter.Kind) -> JSONValue {
        switch kind {
        case .text(let most): return ["type": "string", "maxLength": .int(most)]
        case .time: return text
        case .span(let usual): return ["type": "string", "default": .string(usual)]
        case .integer(let range, let usual):
            return [
                "type": "integer", "minimum": .int(range.lowerBound),
                "maximum": .int(range.upperBound), "default": .int(usual),
            ]
        case .choice(let choices, let usual):
            var members = [
                JSONMember("type", "string"),
                JSONMember("enum", .array(choices.map(JSONValue.string))),
            ]
            if let usual { members.append(JSONMember("default", .string(usual))) }
            return .object(members)
        }
    }
}
