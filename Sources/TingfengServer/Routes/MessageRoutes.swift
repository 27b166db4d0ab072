import HTTPTypes
import Tingfeng
import TingfengLabels
import TingfengStore

/// Messages in, messages out.
struct MessageRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.ingest) { call in try await ingest(call) }
        routes.onList(.search) { call in try search(call) }
        routes.on(.message) { call in try message(call) }
        routes.on(.relabel) { call in try await relabel(call) }
    }

    // MARK: - In

    private func ingest(_ call: Call) async throws -> Reply {
        let bytes = try await call.body()
        let options = try engine.installation.readerOptions(
            preset: nil,
            map: nil,
            source: try call.query.text(.source)
        )
        let body = try MessageBody(bytes, type: try call.bodyType(), options: options)
        let request = try idempotent(call, bytes)
        return try await engine.writes.run { [engine] in
            if let request, let known = try engine.store.response(to: request) {
                return try Self.replay(known, of: request)
            }
            let reply = try await Self.ingest(body, engine)
            if let request {
                try engine.store.keep(
                    IdempotencyRecord(
                        request,
                        status: reply.status.code,
                        response: String(decoding: reply.body, as: UTF8.self)
                    ),
                    now: engine.clock()
                )
            }
            return reply
        }
    }

    /// The request as it is remembered, if it has a key.
    ///
    /// The key belongs to the token: what another one was answered stays unknown. The body is kept
    /// as an HMAC, which tells nothing to anybody without the key file.
    private func idempotent(
        _ call: Call,
        _ body: [UInt8]
    ) throws(ServerError) -> IdempotencyRecord.Request? {
        guard let key = call.header("Idempotency-Key") else { return nil }
        guard (1...200).contains(key.utf8.count) else {
            throw .badBody(field: "Idempotency-Key", problem: "应为 1 至 200 字节。")
        }
        let caller = call.caller?.name ?? ""
        return IdempotencyRecord.Request(
            key: "\(caller)\n\(key)",
            bodyHash: Digest.hex(engine.key.hmac(body))
        )
    }

    private static func replay(
        _ known: IdempotencyRecord,
        of request: IdempotencyRecord.Request
    ) throws(ServerError) -> Reply {
        guard known.request.bodyHash == request.bodyHash else { throw .keyReused }
        var reply = Reply(known.response, type: .json, status: .init(code: known.status))
        reply.headers.append(("Idempotent-Replayed", "true"))
        return reply
    }

    private static func ingest(_ body: MessageBody, _ engine: Engine) async throws -> Reply {
        var options = IngestOptions()
        options.arrival = .now
        options.threads = 1
        options.listsOutcomes = true
        let ingest = Ingest(
            store: engine.store,
            analyzer: engine.analyzer,
            options: options,
            clock: engine.clock
        )
        let report = try await ingest.run(
            messages: body.rows.compactMap(\.message),
            rejected: body.rows.compactMap(\.rejected),
            name: MessageBody.name
        )
        engine.metrics.count(report)
        return Reply(
            json: [
                "read": .int(report.read), "new": .int(report.new),
                "updated": .int(report.updated), "same": .int(report.same),
                "rejected": .int(report.rejected), "results": .array(results(body, report)),
            ],
            status: report.new == report.read ? .created : .ok
        )
    }

    /// One result a row, in the order of the request; the report lists messages first.
    private static func results(_ body: MessageBody, _ report: IngestReport) -> [JSONValue] {
        var outcomes = report.outcomes.makeIterator()
        return body.rows.enumerated().map { index, row in
            let outcome = row.message == nil ? RowOutcome.rejected : outcomes.next() ?? .rejected
            return row.result(number: index + 1, outcome)
        }
    }

    // MARK: - Corrections

    private func relabel(_ call: Call) async throws -> Reply {
        let body = try JSONValue(parsing: try await call.body())
        let path = (body["category"]?.string ?? "").split(separator: "/").map(String.init)
        guard (1...4).contains(path.count) else {
            throw ServerError.badBody(field: "category", problem: "应为一至四级分类，以“/”相连。")
        }
        guard try engine.installation.taxonomy()?.contains(path) ?? true else {
            throw ServerError.unusable(field: "category", problem: "配置的分类表里没有这一类。")
        }
        let found = try engine.store.messages(named: call.id, asOf: AsOf(time: engine.clock()))
        guard let message = found.first else { throw ServerError.notFound("留言 \(call.id)") }
        guard found.count == 1 else {
            throw ServerError.ambiguousMessage(id: call.id, sources: found.map(\.source))
        }
        let actor = call.caller?.name ?? "http"
        return try await engine.writes.run { [engine] in
            _ = try engine.store.relabel(
                message: message.message.id,
                source: message.source,
                to: path,
                actor: actor,
                now: engine.clock()
            )
            return Reply(json: [
                "id": .string(message.message.id), "category": body["category"] ?? .null,
            ])
        }
    }

    // MARK: - Out

    private func search(_ call: Call) throws -> Listing {
        let cursor = try call.query.text(.cursor).map { try PageCursor($0, of: call) }
        let asOf = try cursor.map { AsOf(time: $0.asOf) } ?? engine.asOf(call)
        var query = try searchQuery(call)
        query.limit = try call.query.int("limit") + 1
        query.offset = cursor?.offset ?? 0
        var hits = try engine.store.search(query, engine.reading, asOf: asOf)
        var next: String?
        if hits.count == query.limit {
            hits.removeLast()
            next = PageCursor(asOf: asOf.time, offset: query.offset + hits.count, of: call).text
        }
        return Listing(
            table: SearchHit.table(hits, time: engine.time),
            head: [engine.asOfMember(asOf)],
            next: next,
            isPaged: true
        )
    }

    private func searchQuery(_ call: Call) throws -> SearchQuery {
        let text = try call.query.text(.query)
        var syntax = try SearchSyntax(parsing: text ?? "", mayBeEmpty: true)
        let filters: [(SearchSyntax.Field, Parameter)] = [
            (.category, .category), (.region, .region), (.unit, .unit), (.source, .source),
        ]
        for (field, parameter) in filters {
            if let value = try call.query.text(parameter) { syntax.add(field, value) }
        }
        let range = try engine.range(call)
        var query = SearchQuery(syntax, in: (range.from ?? 0)..<(range.to ?? Int64(1) << 40))
        query.order =
            try call.query.choice(.sort, as: SearchQuery.Order.self)
            ?? (text == nil ? .time : .rank)
        return query
    }

    private func message(_ call: Call) throws -> Reply {
        let found = try engine.store.messages(named: call.id, asOf: try engine.asOf(call))
        guard let message = found.first else { throw ServerError.notFound("留言 \(call.id)") }
        guard found.count == 1 else {
            throw ServerError.ambiguousMessage(id: call.id, sources: found.map(\.source))
        }
        return Reply(json: message.record(time: engine.time).json)
    }
}

extension ReadRow {
    fileprivate var message: Message? {
        if case .message(let message) = self { message } else { nil }
    }

    fileprivate var rejected: RejectedRow? {
        if case .rejected(let row) = self { row } else { nil }
    }

    /// What became of the row.
    fileprivate func result(number: Int, _ outcome: RowOutcome) -> JSONValue {
        switch self {
        case .message(let message):
            [
                "row": .int(number), "source": .string(message.source), "id": .string(message.id),
                "status": .string(outcome.rawValue),
            ]
        case .rejected(let row):
            [
                "row": .int(number), "status": .string(outcome.rawValue),
                "reason": .string(row.reason.rawValue),
                "field": row.column.map(JSONValue.string) ?? .null, "detail": .string(row.detail),
            ]
        }
    }
}
