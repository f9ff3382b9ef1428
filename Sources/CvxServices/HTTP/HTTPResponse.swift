/// What a server answered, whole.
package struct HTTPResponse: Hashable, Sendable {
    /// As in 200; a redirect is an answer too and is not followed.
    package var status: Int
    /// In their order; a name may come several times.
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first field of a name, whatever its case; nil where there is none.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why there is no answer, or no whole one.
package struct HTTPFailure: Error, Hashable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The name service knows no such host, or does not answer.
        case nameNotFound
        case cannotConnect
        /// The server is not who it should be, or cannot speak TLS.
        case certificate
        case timeout
        /// The connection ended before the answer did.
        case cut
        /// The answer is longer than the request allows.
        case tooLarge
        /// The request was called off, its address is no address, or anything else.
        case other
    }

    package var kind: Kind
    /// For a person: with the host's name, without secrets, path or query.
    package var message: String
    /// The server may have got the request, and done what it asks. False where not one byte of it left.
    package var mayHaveArrived: Bool

    package init(_ kind: Kind, _ message: String, mayHaveArrived: Bool) {
        self.kind = kind
        self.message = message
        self.mayHaveArrived = mayHaveArrived
    }
}
