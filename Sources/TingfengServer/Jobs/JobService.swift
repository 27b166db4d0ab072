import ServiceLifecycle
import Tingfeng

/// Does the jobs of the book, one after the other, until the server stops.
struct JobService: Service {
    let book: JobBook

    func run() async throws {
        for await id in book.queue.cancelOnGracefulShutdown() {
            guard let work = await book.begin(id) else { continue }
            await book.finish(id, Result { try work() })
        }
    }
}
