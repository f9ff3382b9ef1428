/// How messages of one type of campaign leave: `[transports.email]`, `sms`, `call` or `direct_mail`.
package struct TransportSettings: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Kept in a folder, sent to nobody.
        case outbox
        /// Handed to a program, a message on its standard input.
        case sendmail
        /// Posted to an address.
        case http
    }

    package var kind = Kind.outbox
    /// The program and its arguments; not empty where the kind is `sendmail`.
    package var command: [String] = []
    /// There where the kind is `http`.
    package var url: String?
    package var key: SecretSource?
    /// Who the message says it is from: an address or a number.
    package var from: String?
    /// Messages a second, more than 0; nil: as fast as the transport takes them.
    package var rate: Double?

    package init() {}
}
