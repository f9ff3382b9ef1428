package import CvxServices

/// Keeps messages in files of the workspace instead of sending them.
package final class OutboxTransport: Transport {
    package let name: String
    package let isReal = false
    /// As many as are worth one wait for the disk.
    package let width = 1_000
    package let honoursMessageID = true
    private let keeper: any MessageKeeper
    private var kept: [Int] = []
    private var done: [(tag: Int, result: SendResult)] = []

    init(_ keeper: any MessageKeeper, name: String = "outbox") {
        self.keeper = keeper
        self.name = name
    }

    package var inFlight: Int { kept.count + done.count }

    package func start(_ message: OutgoingMessage, tag: Int) {
        do {
            try keeper.keep(message)
            kept.append(tag)
        } catch let fault as MessageFault {
            done.append((tag, .refused(fault.reason)))
        } catch {
            done.append((tag, .stopped("\(error)")))
        }
    }

    package func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)] {
        let result: SendResult
        do throws(FileFault) {
            try keeper.write()
            result = .sent(id: nil)
        } catch {
            result = .stopped("\(error)")
        }
        defer { (kept, done) = ([], []) }
        return done + kept.map { ($0, result) }
    }

    package func flush() throws { try keeper.flush() }

    package func finish(_ campaign: String) -> [String] { keeper.finish(campaign) }
}
