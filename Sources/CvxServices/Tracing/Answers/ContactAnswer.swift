/// A phone number as a provider gave it. Nil is unknown, which is not the same as false.
package struct ContactPhone: Codable, Hashable, Sendable {
    /// Ten digits where it is a number of North America, else as given.
    package var number: String
    /// The provider's word, as in `Mobile`.
    package var type: String?
    package var carrier: String?
    package var isValid: Bool?
    package var isMobile: Bool?
    package var isDoNotCall: Bool?
    /// 0 to 1.
    package var confidence: Double?

    package init(number: String) { self.number = number }
}

/// An email address as a provider gave it. Nil is unknown.
package struct ContactEmail: Codable, Hashable, Sendable {
    package var address: String
    /// The provider's word, as in `personal`.
    package var type: String?
    package var isValid: Bool?
    /// 0 to 1.
    package var confidence: Double?

    package init(address: String) { self.address = address }
}

/// What a provider's answer to one request, or the lack of one, comes to.
package struct ContactAnswer: Codable, Hashable, Sendable {
    package var outcome: TraceOutcome
    /// 0 to 1; nil where the provider gave none.
    package var confidence: Double?
    /// The best first, each number once.
    package var phones: [ContactPhone] = []
    package var emails: [ContactEmail] = []
    package var isLitigator: Bool?
    package var isDeceased: Bool?
    /// For a person, why there are no contacts; without secrets. Nil where there is nothing to say.
    package var message: String?
    /// The answer as it may be kept: JSON text without secrets, no longer than `responseLimit`. Nil where none came.
    package var response: String?
    /// Milliseconds that the provider asked to be left alone.
    package var retryAfter: Int64?
    /// Asking again later may go better: the server was busy, failed, or was not reached. Never where the request, the key
    /// or the account is at fault, nor where an answer came.
    package var mayBeRetried = false
    /// The provider may have counted the request: it answered it, or it is not known whether it got it.
    package var mayHaveBeenCharged: Bool

    package init(_ outcome: TraceOutcome, message: String? = nil, mayHaveBeenCharged: Bool) {
        self.outcome = outcome
        self.message = message
        self.mayHaveBeenCharged = mayHaveBeenCharged
    }

    /// Bytes of an answer that are kept.
    package static let responseLimit = 65_536
}
