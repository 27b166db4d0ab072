import Foundation
import Logging
import ServiceLifecycle
import Tingfeng
import TingfengStore

/// Tells the receivers what the outbox holds, again and again, until the server stops.
///
/// Another process may do so too (`tingfeng notify`): who comes second waits for the next turn.
struct DeliveryService: Service {
    let notifier: Notifier
    let logger: Logger
    /// Time from the end of one turn to the next.
    var pause = Duration.seconds(15)

    /// `nil` if nobody is to be told.
    init?(_ engine: Engine, logger: Logger) throws {
        guard let outbox = try Outbox(engine.installation, reading: engine.reading) else {
            return nil
        }
        notifier = Notifier(
            store: engine.store,
            outbox: outbox,
            environment: ProcessInfo.processInfo.environment,
            clock: engine.clock
        )
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await turn()
                try? await Task.sleep(for: pause)
            }
        }
    }

    private func turn() async {
        do {
            let report = try await notifier.deliver(patience: 0)
            if report.delivered > 0 { logger.info("delivered \(report.delivered) notices") }
        } catch StoreError.busy {
            // The other one tells them.
        } catch {
            logger.error("notices wait: \(error)")
        }
    }
}
