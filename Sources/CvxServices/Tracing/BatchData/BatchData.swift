internal import CvxDomain

/// BatchData's skip trace, one property a call; both shapes of its answers are read, whichever version is asked.
package struct BatchData: RemoteProvider {
    private let address: String
    private let timeout: Int64
    package let honoursRequestID: Bool

    /// Where its key is looked for when the settings do not say.
    package static let usualKey = SecretSource.variable("CVX_BATCHDATA_KEY")
    package static let publicAddress = "https://api.batchdata.com"

    package init(_ settings: ProviderSettings) {
        let base = settings.baseURL ?? Self.publicAddress
        address = "\(base)/api/v\(settings.version)/property/skip-trace"
        timeout = settings.timeout
        honoursRequestID = settings.isIdempotent
    }

    package func request(for contact: ContactRequest, id: String, key: String?) throws -> HTTPRequest {
        guard let key else { throw ProviderProblem.noKey }
        var place: JSONObject = ["street": .string(contact.street)]
        for (name, text) in [("city", contact.city), ("state", contact.state), ("zip", contact.zip)]
        where !text.isEmpty {
            place[name] = .string(text)
        }
        var item: JSONObject = ["requestId": .string(id), "propertyAddress": .object(place)]
        if contact.firstName != nil || contact.lastName != nil {
            item["name"] = [
                "first": .string(contact.firstName ?? ""), "last": .string(contact.lastName ?? ""),
            ]
        }
        return HTTPRequest(
            "POST", address,
            headers: [
                HTTPHeader("Authorization", "Bearer \(key)"), HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Accept", "application/json"),
            ],
            body: JSONValue.object(["requests": [.object(item)]]).written(), timeout: timeout)
    }

    package func answer(to result: Result<HTTPResponse, HTTPFailure>) -> ContactAnswer {
        switch result {
        case .failure(let failure): return ContactAnswer(failure)
        case .success(let response):
            let json = JSONValue(json: response.body)
            if let refusal = ProviderRefusal.of(response, json) { return refusal }
            guard let json, let people = BatchDataPeople.people(in: json) else {
                return .unreadable(response)
            }
            var answer = BatchDataPeople.answer(people)
            answer.response = KeptResponse.text(response.body, isError: false)
            return answer
        }
    }
}

/// Why no request can be made.
package enum ProviderProblem: Error, Hashable {
    /// The provider needs a key and the settings name none, or the place that they name holds none.
    case noKey
}
