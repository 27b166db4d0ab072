import Tingfeng
import TingfengStore

/// Whether the server lives, what it is, and what it has done.
struct HealthRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.alive) { _ in Reply("ok\n", type: .plain) }
        routes.on(.ready) { [engine] _ in
            _ = try engine.store.statistics()
            return Reply("ok\n", type: .plain)
        }
        routes.on(.version) { [engine] _ in
            Reply(json: ["name": "tingfeng", "version": .string(engine.version), "api": "v1"])
        }
        routes.on(.metrics) { [engine] _ in
            let text = engine.metrics.text(
                version: engine.version,
                try engine.store.statistics()
            )
            return Reply(text, type: .prometheus)
        }
    }

    /// Binds the OpenAPI document of all endpoints bound so far.
    static func bindDocument(_ routes: inout Routes, version: String) {
        let document = OpenAPIDocument(routes.bound + [.openAPI], version: version).json
        routes.on(.openAPI) { _ in Reply(json: document) }
    }
}
