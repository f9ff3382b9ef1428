package import CvxServices

/// Hands messages to a service on the network, a few at a time.
package final class HTTPTransport: Transport {
    package let isReal = true
    package let width = HTTPTransport.connections
    private let api: any MessageAPI
    private let makeClient: () throws -> any HTTPClient
    private let readKey: () throws -> String?
    private var client: (any HTTPClient)?
    private var key: String?
    private var done: [(tag: Int, result: SendResult)] = []

    static let connections = 4

    /// - Parameter key: read when the first message leaves, and then known
    init(
        _ api: any MessageAPI, client: @escaping () throws -> any HTTPClient,
        key: @escaping () throws -> String?
    ) {
        self.api = api
        makeClient = client
        readKey = key
    }

    package var name: String { api.name }
    package var honoursMessageID: Bool { api.honoursMessageID }
    package var inFlight: Int { (client?.inFlight ?? 0) + done.count }

    package func start(_ message: OutgoingMessage, tag: Int) {
        do {
            let client = try opened()
            client.start(try api.request(for: message, key: key), tag: tag)
        } catch let fault as MessageFault {
            done.append((tag, .refused(fault.reason)))
        } catch {
            done.append((tag, .stopped(Self.words(error))))
        }
    }

    package func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)] {
        defer { done = [] }
        let answers = client?.wait(milliseconds: done.isEmpty ? milliseconds : 0) ?? []
        return done + answers.map { ($0.tag, api.result($0.result)) }
    }

    /// What a service has taken is its own to keep.
    package func flush() {}

    private func opened() throws -> any HTTPClient {
        if let client { return client }
        key = try readKey()
        let made = try makeClient()
        client = made
        return made
    }

    private static func words(_ error: any Error) -> String {
        (error as? HTTPFailure)?.message ?? "\(error)"
    }
}
