/// Sends requests, several at a time, and gives each one's answer once. One instance belongs to one thread.
package protocol HTTPClient: AnyObject {
    /// Sends a request; nothing fails here, what does comes from `wait`.
    /// - Parameter tag: the caller's own number for it, given back with the answer
    func start(_ request: HTTPRequest, tag: Int)

    /// Waits until at least one request is done or the time is up, and gives all that are done. Returns at once where
    /// none is in flight.
    func wait(milliseconds: Int) -> [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)]

    /// Gives up requests that no connection was free for: not a byte of them was sent, and no answer comes.
    ///
    /// - Returns: their tags.
    func takeBack() -> [Int]

    /// Ends all requests in flight; the next `wait` gives each as a failure of the kind `other`.
    func cancelAll()

    /// Requests started whose answer has not been given yet.
    var inFlight: Int { get }
}
