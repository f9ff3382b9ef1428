/// A field of a request's or an answer's head.
package struct HTTPHeader: Hashable, Sendable {
    /// In any case: names are compared without it.
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What is asked of a server. Its headers, body and address may hold a key: it is sent, never shown.
package struct HTTPRequest: Hashable, Sendable {
    /// In capitals, as in `POST`.
    package var method: String
    /// Absolute, `http:` or `https:`.
    package var url: String
    package var headers: [HTTPHeader]
    /// Empty: none is sent.
    package var body: [UInt8]
    /// Milliseconds for all of it, from looking the name up to the answer's last byte.
    package var timeout: Int64
    /// Bytes of an answer's body that are taken; a longer one fails as `tooLarge`.
    package var maximumBody: Int

    package init(
        _ method: String, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
        timeout: Int64 = 15_000, maximumBody: Int = 1_048_576
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maximumBody = maximumBody
    }
}
