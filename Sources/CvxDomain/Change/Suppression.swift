/// Numbers and addresses that a change puts on the house's list of whom not to contact, or takes off.
package struct Suppression: Sendable {
    package var numbers: [NANPNumber]
    /// In lower case.
    package var addresses: [String]
    /// Numbers whose rows in stores are marked do-not-call, or lose the mark; of these a part.
    package var marked: [NANPNumber]
    /// The person said so, as opposed to the house's own wish.
    package var isOptOut: Bool
    package var reason: String?
    /// How it was heard of.
    package var source: String?
    /// Nil: it holds until it is taken off.
    package var expires: Instant?

    package init(
        numbers: [NANPNumber], addresses: [String] = [], marked: [NANPNumber]? = nil, isOptOut: Bool = true,
        reason: String? = nil, source: String? = nil, expires: Instant? = nil
    ) {
        self.numbers = numbers
        self.addresses = addresses
        self.marked = marked ?? numbers
        self.isOptOut = isOptOut
        self.reason = reason
        self.source = source
        self.expires = expires
    }

    package var count: Int { numbers.count + addresses.count }

    /// How long the house's own list is kept: 47 CFR 64.1200(d)(6).
    package static let years = 5
}
