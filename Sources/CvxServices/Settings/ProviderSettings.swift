package import CvxDomain

/// How a provider of contacts or scores is reached, and what it may cost: `[providers.NAME]`.
package struct ProviderSettings: Hashable, Sendable {
    /// How a provider is spoken to.
    package enum Kind: String, CaseIterable, Sendable {
        /// As BatchData's own service is, and what is shaped like it.
        case batchdata
        /// As the settings say.
        case http
    }

    /// What a provider asks money for.
    package enum Billing: String, CaseIterable, Sendable {
        /// Every request that it answered.
        case request
        /// Only a request that found something.
        case match
    }

    package var kind = Kind.batchdata
    /// Of the provider's API: 1 or 3.
    package var version = 1
    /// A request that comes again with the same id is answered the same and charged once. Nobody's word but the provider's
    /// own is to be taken for that: where it is wrong, a crash pays twice.
    package var isIdempotent = false
    /// Only of the kind `http`.
    package var shape = HTTPProvider.Shape()
    /// Without a `/` at its end; nil where the provider's own address holds.
    package var baseURL: String?
    /// Nil for a provider that needs none.
    package var key: SecretSource?
    /// Of what is billed, each; nil where nobody said, which is not the same as free.
    package var price: Money?
    package var billing = Billing.request
    /// Requests a second, more than 0.
    package var rate = 4.0
    /// Billable attempts a day, in UTC; nil: as many as the provider takes.
    package var quota: Int?
    /// Milliseconds that one request may take.
    package var timeout: Int64 = 15_000
    /// Milliseconds for which an answer is used again.
    package var cache: Int64 = 604_800_000

    package init() {}
}
