import HTTPTypes
import Hummingbird
import Tingfeng
import TingfengStore
import Testing

@testable import TingfengServer

@Suite(.serialized) struct OpenAPITests {
    @Test func `the document lists exactly the routes of the router`() async throws {
        let city = try TestCity()
        let token = try city.token(.ingester)
        let engine = try Engine(city.installation, version: "1", clock: { TestCity.now })
        let router = try Server.router(engine, options())
        let pages = Set(Endpoint.all.filter(\.isPage).map { "\($0.method.rawValue) \($0.path)" })
        let served = Set(router.routes.map { "\($0.method.rawValue) \($0.path)" })
            .subtracting(pages)
        try await withServer(over: city) { client async throws in
            let document = try await client.get("/api/v1/openapi.json", token: token).json()
            let listed = (document["paths"]?.members ?? []).flatMap { path in
                (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
            }
            #expect(Set(listed) == served)
            #expect(Set(listed).count == listed.count)
        }
    }

    @Test func `all endpoints are bound`() throws {
        let city = try TestCity()
        defer { city.remove() }
        let engine = try Engine(city.installation, version: "1", clock: { TestCity.now })
        let routes = try Server.router(engine, options()).routes.map {
            "\($0.method.rawValue) \($0.path)"
        }
        for endpoint in Endpoint.all {
            for format in endpoint.formats {
                #expect(routes.contains("\(endpoint.method.rawValue) \(endpoint.path(in: format))"))
            }
        }
    }

    @Test func `operation ids are unique and every parameter is described`() throws {
        let document = OpenAPIDocument(Endpoint.all, version: "1").json
        let operations = (document["paths"]?.members ?? []).flatMap { $0.value.members ?? [] }
        let ids = operations.compactMap { $0.value["operationId"]?.string }
        #expect(ids.count == operations.count)
        #expect(Set(ids).count == ids.count)
        for operation in operations {
            for parameter in operation.value["parameters"]?.array ?? [] {
                #expect(parameter["schema"] != nil && parameter["name"] != nil)
            }
        }
    }
}
