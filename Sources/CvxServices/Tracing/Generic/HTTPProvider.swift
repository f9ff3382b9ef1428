internal import CvxDomain

/// A provider whose requests and answers are told by the settings: `[providers.NAME]` with `kind = "http"`.
package struct HTTPProvider: RemoteProvider {
    /// The request, and where things stand in the answer.
    package struct Shape: Hashable, Sendable {
        package struct Header: Hashable, Sendable {
            package var name: String
            package var value: TextTemplate<TraceSlot>

            package init(_ name: String, _ value: TextTemplate<TraceSlot>) {
                self.name = name
                self.value = value
            }
        }

        package enum Method: String, CaseIterable, Sendable { case get = "GET", post = "POST", put = "PUT" }

        package var method = Method.post
        /// There where the kind is `http`; its host stands before every slot.
        package var url: TextTemplate<TraceSlot>?
        package var headers: [Header] = []
        package var body: JSONTemplate<TraceSlot>?
        package var answer = AnswerMapping()

        package init() {}

        package var slots: Set<TraceSlot> {
            headers.reduce((url?.slots ?? []).union(body?.slots ?? [])) { $0.union($1.value.slots) }
        }
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
        if key == nil, shape.slots.contains(.key) { throw ProviderProblem.noKey }
        let values = TemplateValues(contact: contact, id: id, key: key)
        let url = shape.url?.text { PercentEncoding.text(values[$0] ?? "") } ?? ""
        var request = HTTPRequest(shape.method.rawValue, url, timeout: timeout)
        request.headers = shape.headers.map { header in
            // A line end in a store's address would begin a header of its own, which the client refuses.
            HTTPHeader(header.name, header.value.text { Self.line(values[$0] ?? "") })
        }
        if let body = shape.body {
            request.body = Array(body.text { values[$0] }.utf8)
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                request.headers.append(HTTPHeader("Content-Type", "application/json"))
            }
        }
        return request
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

    private static func line(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
}
