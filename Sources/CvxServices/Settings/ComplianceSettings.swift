/// What the rules ask every message to say: `[compliance]`.
package struct ComplianceSettings: Hashable, Sendable {
    /// The sender's name and postal address, which CAN-SPAM wants in every email; nil: no email may be sent.
    package var sender: String?
    /// Where a reader opts out, an `https:` or `mailto:` address, for List-Unsubscribe (RFC 8058).
    package var unsubscribe: String?

    package init() {}
}
