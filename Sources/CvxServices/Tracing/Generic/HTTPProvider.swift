internal import CvxDomain

/// A provider whose requests and answers are told by the settings: `[providers.NAME]` with `kind = "http"`.
package struct HTTPProvider: RemoteProvider {
    /// The request, and where things stand in the answer.
    package struct Shape: Hashable, Sendable {
        /// Its address is there where the kind is `http`.
        package var request = RequestTemplate<TraceSlot>()
        package var answer = AnswerMapping()

        package init() {}
    }

    private let shape: Shape
    private let timeout: Int64
    package let honoursRequestID: Bool

    package init(_ settings: ProviderSettings) {
        shape = settings.shape
        timeout = settings.timeout
        honoursRequestID = settings.isIdempotent
    }

    package func request(for contact: ContactRequest, id: String, key: String?) throws -> HTTPRequest {
        if key == nil, shape.request.slots.contains(.key) { throw ProviderProblem.noKey }
        let values = TemplateValues(contact: contact, id: id, key: key)
        return shape.request.request(timeout: timeout) { values[$0] }
    }

    package func answer(to result: Result<HTTPResponse, HTTPFailure>) -> ContactAnswer {
        switch result {
        case .failure(let failure): return ContactAnswer(failure)
        case .success(let response):
            let json = JSONValue(json: response.body)
            var answer: ContactAnswer
            if response.status == shape.answer.noMatchStatus {
                answer = ContactAnswer(
                    .noMatch, message: json.flatMap { shape.answer.words(in: $0) }, mayHaveBeenCharged: true)
            } else if let refusal = ProviderRefusal.of(response, json) {
                return refusal
            } else if let json {
                answer = shape.answer.answer(json)
            } else {
                return .unreadable(response)
            }
            answer.response = KeptResponse.text(response.body, isError: false)
            return answer
        }
    }
}
