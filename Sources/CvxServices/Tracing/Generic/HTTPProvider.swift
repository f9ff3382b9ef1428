internal import CvxDomain

/// A provider whose requests and answers are told by the settings: `[providers.NAME]` with `kind = "http"`.
package struct HTTPProvider: RemoteProvider {
    /// The request, and where things stand in the answer.
    package struct Shape: Hashable, Sendable {
        package struct Header: Hashable, Sendable {
            package var name: String
            package var value: TextTemplate

            package init(_ name: String, _ value: TextTemplate) {
                self.name = name
                self.value = value
            }
        }

        package enum Method: String, CaseIterable, Sendable { case get = "GET", post = "POST", put = "PUT" }

        package var method = Method.post
        /// There where the kind is `http`; its host stands before every slot.
        package var url: TextTemplate?
        package var headers: [Header] = []
        package var body: JSONTemplate?
        package var answer = AnswerMapping()

        package init() {}

        package var slots: Set<TextTemplate.Slot> {
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
        let url = shape.url?.text { Self.percentEncoded(values[$0] ?? "") } ?? ""
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

    /// All but what RFC 3986 leaves unreserved.
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte))
            if isPlain || "-._~".utf8.contains(byte) { return String(Character(scalar)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }

    private static func line(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
}
