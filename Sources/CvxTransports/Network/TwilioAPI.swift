internal import CvxDomain
internal import CvxServices
internal import FoundationEssentials

/// Text messages by the API that Twilio has, and what is shaped like it.
struct TwilioAPI: MessageAPI {
    static let publicAddress = "https://api.twilio.com"

    /// Without a `/` at its end.
    var base: String
    var account: String
    /// With a `+`.
    var from: String
    var timeout: Int64
    var honoursMessageID: Bool

    var name: String { HostName.of(base) }

    func request(for message: OutgoingMessage, key: String?) -> HTTPRequest {
        let fields = [("To", message.address), ("From", from), ("Body", message.body)]
        let form = fields.map { "\($0)=\(PercentEncoding.text($1))" }.joined(separator: "&")
        let basic = Data("\(account):\(key ?? "")".utf8).base64EncodedString()
        return HTTPRequest(
            "POST", "\(base)/2010-04-01/Accounts/\(PercentEncoding.text(account))/Messages.json",
            headers: [
                HTTPHeader("Authorization", "Basic \(basic)"),
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("I-Twilio-Idempotency-Token", PercentEncoding.text(message.id)),
            ], body: Array(form.utf8), timeout: timeout)
    }

    func accepted(_ response: HTTPResponse) -> SendResult {
        guard let json = JSONValue(json: response.body), let id = json["sid"]?.string else {
            return .uncertain("HTTP \(response.status), and the answer is not what this API is known to say")
        }
        guard let status = json["status"]?.string, ["failed", "undelivered", "canceled"].contains(status)
        else {
            return .sent(id: id)
        }
        return .refused(json["error_message"]?.string.map(KeptResponse.message) ?? "the message is \(status)")
    }

    func refusal(_ response: HTTPResponse) -> SendResult? {
        guard let json = JSONValue(json: response.body), let code = json["code"]?.int else { return nil }
        let said = "\(words(response).map { "\($0) " } ?? "")(\(code))"
        switch code {
        // Who we are, and the number that we send from: every message would be refused.
        case 20_003, 20_005, 20_006, 20_403, 20_404, 21_212, 21_603, 21_606, 21_607, 21_659, 21_660:
            return .stopped(said)
        // The queue of that number is full.
        case 21_611, 20_429: return .failed(said, after: response.retryAfter)
        case 21_000...21_999: return .refused(said)
        default: return nil
        }
    }

    func words(_ response: HTTPResponse) -> String? {
        JSONValue(json: response.body).flatMap(KeptResponse.words)
    }
}
