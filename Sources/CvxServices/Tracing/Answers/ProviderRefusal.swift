internal import CvxDomain

/// Answers that are none: what a provider's status says, by HTTP's or by the `status` inside.
enum ProviderRefusal {
    /// Nil for an answer that may hold contacts.
    static func of(_ response: HTTPResponse, _ json: JSONValue?) -> ContactAnswer? {
        let inner = json?["status"]?["code"].flatMap { LooseJSON.number($0) }.flatMap { Int(exactly: $0) }
        let isFine = (200...299).contains(response.status)
        // Some say 200 and mean the code within.
        let status =
            isFine
            ? inner.flatMap { (400...599).contains($0) ? $0 : nil } ?? response.status : response.status
        if (200...299).contains(status) { return nil }
        let said = json.flatMap(KeptResponse.words)
        var answer = ContactAnswer(outcome(status, said ?? ""), mayHaveBeenCharged: mayHaveCharged(status))
        answer.message = "HTTP \(status)\(said.map { ": \($0)" } ?? hint(status))"
        answer.response = KeptResponse.text(response.body, isError: true)
        answer.retryAfter = response.retryAfter
        answer.mayBeRetried = status == 408 || status == 429 || status >= 500
        return answer
    }

    private static func outcome(_ status: Int, _ message: String) -> TraceOutcome {
        func speaks(of words: String...) -> Bool { words.contains { TextFolding.contains(message, $0) } }
        switch status {
        case 400, 422: return speaks(of: "address", "street", "zip") ? .badAddress : .providerError
        case 401: return .auth
        case 402: return .balance
        case 403: return speaks(of: "balance", "credit", "fund", "billing", "payment") ? .balance : .auth
        case 408: return .timeout
        case 429: return .rateLimited
        default: return .providerError
        }
    }

    /// What refused a request did not work on it. Of other failures within the provider nobody knows how far it came.
    private static func mayHaveCharged(_ status: Int) -> Bool {
        status >= 500 && status != 501 && status != 503
    }

    private static func hint(_ status: Int) -> String {
        switch status {
        case 300...399: ", a redirect, which is not followed: look at the provider's address in the settings"
        case 404: ": look at the provider's address in the settings"
        default: ""
        }
    }
}

extension ContactAnswer {
    /// Of a request that was not answered.
    init(_ failure: HTTPFailure) {
        self.init(
            failure.kind == .timeout ? .timeout : .providerError, message: failure.message,
            mayHaveBeenCharged: failure.mayHaveArrived)
        switch failure.kind {
        case .nameNotFound, .cannotConnect, .timeout, .cut: mayBeRetried = true
        case .certificate, .tooLarge, .other: mayBeRetried = false
        }
    }

    /// Of an answer that makes no sense, and was given all the same.
    static func unreadable(_ response: HTTPResponse) -> ContactAnswer {
        var answer = ContactAnswer(
            .providerError, message: "the answer is not what this provider is known to say",
            mayHaveBeenCharged: true)
        answer.response = KeptResponse.text(response.body, isError: true)
        return answer
    }
}
