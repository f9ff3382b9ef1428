/// A provider of contacts that is asked over the network: turns a question into a request and a response into an answer.
/// It sends nothing itself.
package protocol RemoteProvider: Sendable {
    /// - Parameters:
    ///   - id: the caller's own name of this call, the same when it is sent again
    ///   - key: the provider's secret; nil where the settings name none
    /// - Throws: where the settings make no request out of it
    func request(for contact: ContactRequest, id: String, key: String?) throws -> HTTPRequest

    func answer(to result: Result<HTTPResponse, HTTPFailure>) -> ContactAnswer

    /// Sent again with the same id, a request is answered the same and charged once.
    var honoursRequestID: Bool { get }
}
