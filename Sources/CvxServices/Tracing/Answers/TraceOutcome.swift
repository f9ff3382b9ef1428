/// What became of one lead's trace.
package enum TraceOutcome: String, CaseIterable, Codable, Sendable {
    /// Somebody with a phone or an email was found.
    case matched
    /// The provider knows nobody there.
    case noMatch = "no_match"
    /// Somebody was found, without a phone or an email.
    case noContacts = "no_contacts"
    /// The address is missing, or the provider cannot read it.
    case badAddress = "bad_address"
    /// An earlier answer still holds.
    case cached
    /// The day's attempts are used up.
    case quota
    /// The next call could pass what may be spent.
    case budget
    /// The provider failed too often and is left alone for a while.
    case circuitOpen = "circuit_open"
    /// The provider wants fewer requests a second.
    case rateLimited = "rate_limited"
    case timeout
    /// The provider failed, or answered what cannot be read.
    case providerError = "provider_error"
    /// The key is wrong, missing or may not do this.
    case auth
    /// The provider's account is empty.
    case balance
    /// Nobody knows whether the provider got the request and charged it; only `force` sends it again.
    case uncertain
}
