import Foundation
import FoundationNetworking

/// A body that is posted somewhere as JSON.
struct Post: Sendable {
    /// Sends a post; returns once the receiver said that it has it.
    typealias Sender = @Sendable (Post) async throws(DeliveryError) -> Void

    var url: URL
    var body: [UInt8]
    var headers: [(String, String)] = []

    /// Seconds without a byte, and in all, after which a receiver is given up.
    private static let patience: TimeInterval = 10
    private static let longest: TimeInterval = 30

    /// A sender over one session; redirects are not followed: a POST would come as a GET.
    static func session() -> Sender {
        let settings = URLSessionConfiguration.ephemeral
        settings.timeoutIntervalForRequest = patience
        settings.timeoutIntervalForResource = longest
        let session = URLSession(
            configuration: settings,
            delegate: NoRedirects(),
            delegateQueue: nil
        )
        return { (post) async throws(DeliveryError) in
            let response: URLResponse
            do {
                response = try await session.data(for: post.request).1
            } catch {
                throw DeliveryError(error)
            }
            guard let status = (response as? HTTPURLResponse)?.statusCode else {
                throw .network("没有回答")
            }
            guard (200..<300).contains(status) else { throw .refused(status) }
        }
    }

    private var request: URLRequest {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("tingfeng", forHTTPHeaderField: "User-Agent")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return request
    }
}

private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

/// Why a receiver does not have a notice; the words name no address, which may be a secret.
enum DeliveryError: Error, Equatable, CustomStringConvertible {
    case noVariable(String)
    case badURL(String)
    case shortSecret(String)
    case network(String)
    case refused(Int)
    case unwritable(String)

    init(_ error: any Error) {
        self =
            switch (error as? URLError)?.code {
            case .timedOut: .network("没有按时回答")
            case .cannotFindHost, .dnsLookupFailed: .network("找不到主机")
            case .cannotConnectToHost: .network("连接不上")
            case .networkConnectionLost: .network("连接中断")
            case let code?: .network("网络出错 \(code.rawValue)")
            case nil: .network("网络出错")
            }
    }

    var description: String {
        switch self {
        case .noVariable(let name): "环境变量 \(name) 没有设置"
        case .badURL(let name): "环境变量 \(name) 不是 http 或 https 地址"
        case .shortSecret(let name): "环境变量 \(name) 不足 16 字节，不能作密钥"
        case .network(let words): words
        case .refused(let status): "对方答以 HTTP \(status)"
        case .unwritable(let folder): "目录 \(folder) 写不进去"
        }
    }

    /// Whether the next notice would fare no better.
    var concernsAll: Bool {
        switch self {
        case .refused(let status): status >= 500 || status == 401 || status == 403 || status == 429
        case .noVariable, .badURL, .shortSecret, .network, .unwritable: true
        }
    }
}
