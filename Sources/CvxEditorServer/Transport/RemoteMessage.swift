/// A request or notification of JSON-RPC 2.0.
package struct RemoteMessage: Sendable {
    package var method: String
    /// A number or text; nil for a notification, which is not answered.
    package var id: JSONValue?
    package var parameters: JSONValue

    /// Nil for what is none: an answer, a batch, a value without a method.
    package init?(_ value: JSONValue) {
        guard case .object(let members) = value, let method = members["method"]?.string else { return nil }
        switch members["id"] {
        case .int, .string: id = members["id"]
        case nil, .null?: id = nil
        default: return nil
        }
        self.method = method
        parameters = members["params"] ?? .null
    }
}

/// Why a request is not answered with a result.
package struct RemoteError: Error {
    package enum Code: Int {
        case parseError = -32_700
        case invalidRequest = -32_600
        case methodNotFound = -32_601
        case invalidParameters = -32_602
        case internalError = -32_603
        case notInitialized = -32_002
        case requestFailed = -32_803
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
