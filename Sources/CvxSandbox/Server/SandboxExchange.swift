package import CvxServices

/// A request to the sandbox, whole.
package struct SandboxRequest {
    /// In capitals.
    package var method: String
    /// As in `/ledger`, without the query.
    package var path: String
    package var body: [UInt8]
    /// Asked while the request is being answered, no later.
    package var header: (String) -> String?

    package init(_ method: String, _ path: String, body: [UInt8] = [], header: @escaping (String) -> String?)
    {
        self.method = method
        self.path = path
        self.body = body
        self.header = header
    }
}

/// What the sandbox answers, and how badly.
package struct SandboxReply {
    package enum Manner: Hashable, Sendable {
        case whole
        /// The connection ends in the middle of the body.
        case half
        /// The connection ends without an answer.
        case cut
        /// So many bytes that mean nothing, in place of the body.
        case flood(Int)
    }

    package var status: Int
    package var headers: [HTTPHeader] = []
    package var body: [UInt8]
    package var manner = Manner.whole
    /// Nanoseconds until it is sent.
    package var delay: Int64 = 0

    package init(_ status: Int, _ body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// One of the services that the sandbox plays.
package protocol SandboxService: AnyObject {
    /// Nil where the path is another service's.
    /// - Parameter now: nanoseconds of a clock that nobody sets
    func answer(_ request: SandboxRequest, now: Int64) -> SandboxReply?
}
