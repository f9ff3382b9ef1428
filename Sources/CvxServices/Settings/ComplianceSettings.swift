/// What the rules ask every message to say: `[compliance]`.
package struct ComplianceSettings: Hashable, Sendable {
    /// The sender's name and postal address, which CAN-SPAM wants in every email; nil: no email may be sent.
    package var sender: String?
    /// Where a reader opts out, an `https:` or `mailto:` address, for List-Unsubscribe (RFC 8058).
    package var unsubscribe: String?
    /// A file of rules of one's own, by its absolute path, read on top of those that come with cvx.
    package var rules: String?

    package init() {}
}
