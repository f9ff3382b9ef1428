/// What goes wrong, on purpose.
package enum SandboxFault: String, CaseIterable, Sendable {
    // Refused before anything is done, and not charged.
    case badRequest = "400"
    case key = "401"
    case forbidden = "403"
    case notFound = "404"
    case busy = "429"
    case failure = "500"
    case badGateway = "502"
    case unavailable = "503"
    case balance
    /// 429 with `Retry-After` in seconds.
    case retryAfter = "retry-after"
    /// 429 with `Retry-After` as a moment.
    case retryDate = "retry-date"
    /// The connection ends before anything is done.
    case refused

    // Done, charged, and answered badly.
    /// The connection ends without an answer.
    case lost
    /// No answer for a minute.
    case timeout
    /// An answer after three seconds.
    case slow
    case half
    /// JSON that means nothing here.
    case garbage
    /// Null in place of the persons.
    case null
    /// 100 MB.
    case huge
    /// 500 though it was done.
    case failedAfter = "500-charged"

    /// The status of a refusal; nil where the work is done first.
    package var refusal: Int? {
        switch self {
        case .badRequest, .key, .forbidden, .notFound, .busy, .failure, .badGateway, .unavailable:
            Int(rawValue)
        case .balance: 403
        case .retryAfter, .retryDate: 429
        default: nil
        }
    }

    var message: String {
        switch self {
        case .badRequest: "Bad request"
        case .key: "Invalid API token"
        case .forbidden: "This token may not do that"
        case .notFound: "Not found"
        case .busy, .retryAfter, .retryDate: "Too many requests"
        case .balance: "Insufficient balance"
        case .unavailable: "Try again later"
        default: "Internal error"
        }
    }
}
