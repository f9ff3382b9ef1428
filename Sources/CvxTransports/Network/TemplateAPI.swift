internal import CvxDomain
internal import CvxServices

/// A service whose requests and answers are told by the settings: `kind = "http"`.
struct TemplateAPI: MessageAPI {
    var template: RequestTemplate<MessageSlot>
    var answer: TransportSettings.Answer
    var from: String?
    /// Of emails.
    var foot: EmailFoot
    var timeout: Int64
    var honoursMessageID: Bool

    var name: String { HostName.of(template.url?.start ?? "") }

    func request(for message: OutgoingMessage, key: String?) throws(MessageFault) -> HTTPRequest {
        if message.channel == .email, let problem = EmailAddress.problem(message.recipient) {
            throw MessageFault(problem.message)
        }
        var values = MessageValues(message, from: from)
        values.key = key
        if message.channel == .email {
            values.unsubscribe = foot.unsubscribe(values)
            values.body = foot.text(message.body, unsubscribe: values.unsubscribe)
        }
        return template.request(timeout: timeout) { values[$0] }
    }

    func accepted(_ response: HTTPResponse) -> SendResult {
        let json = JSONValue(json: response.body)
        if let path = answer.accepted {
            switch json.flatMap({ LooseJSON.flag(path.values(in: $0).first) }) {
            case true?: break
            case false?: return .refused(words(response) ?? "it was not accepted")
            case nil: return .uncertain("the answer does not say whether the message was accepted")
            }
        }
        return .sent(
            id: answer.id.flatMap { path in json.flatMap { LooseJSON.text(path.values(in: $0).first) } })
    }

    /// What is wrong with one message is mostly said with 400, 409, 413 or 422, which the status alone tells.
    func refusal(_ response: HTTPResponse) -> SendResult? { nil }

    func words(_ response: HTTPResponse) -> String? {
        guard let json = JSONValue(json: response.body) else { return nil }
        guard let path = answer.message else { return KeptResponse.words(json) }
        return LooseJSON.text(path.values(in: json).first).map(KeptResponse.message)
    }
}
