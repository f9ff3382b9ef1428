internal import CvxServices

/// A service that takes messages over the network: turns a message into a request and its answer into what became of it.
protocol MessageAPI {
    /// The host, for people.
    var name: String { get }
    var honoursMessageID: Bool { get }
    /// - Parameter key: the secret; nil where the settings name none
    func request(for message: OutgoingMessage, key: String?) throws(MessageFault) -> HTTPRequest
    /// Of an answer that does not already say by its status that the message was not taken.
    func accepted(_ response: HTTPResponse) -> SendResult
    /// What a status of 400 to 499 says of this message; nil: what it says to everybody.
    func refusal(_ response: HTTPResponse) -> SendResult?
    /// The service's own words, as they may be kept; nil where it has none.
    func words(_ response: HTTPResponse) -> String?
}

extension MessageAPI {
    func result(_ result: Result<HTTPResponse, HTTPFailure>) -> SendResult {
        switch result {
        case .failure(let failure): return Self.result(failure)
        case .success(let response):
            if (200...299).contains(response.status) { return accepted(response) }
            return refusal(response) ?? Self.result(response, words(response))
        }
    }

    private static func result(_ failure: HTTPFailure) -> SendResult {
        if failure.mayHaveArrived { return .uncertain(failure.message) }
        switch failure.kind {
        case .nameNotFound, .cannotConnect, .timeout, .cut, .tooLarge:
            return .failed(failure.message, after: nil)
        // As nothing left, it is the address or the client.
        case .certificate, .other: return .stopped(failure.message)
        }
    }

    private static func result(_ response: HTTPResponse, _ words: String?) -> SendResult {
        let said = "HTTP \(response.status)\(words.map { ": \($0)" } ?? "")"
        switch response.status {
        case 401, 402, 403, 404, 405, 407: return .stopped(said)
        case 300...399:
            return .stopped("\(said), a redirect, which is not followed: look at the address in the settings")
        case 408, 425, 429, 503: return .failed(said, after: response.retryAfter)
        case 501: return .stopped(said)
        case 400...499: return .refused(said)
        // It broke down over the message: how far it came nobody knows.
        default: return .uncertain(said)
        }
    }
}
