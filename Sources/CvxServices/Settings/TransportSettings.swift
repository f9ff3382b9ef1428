/// How messages of one type of campaign leave: `[transports.email]`, `sms`, `call` or `direct_mail`.
package struct TransportSettings: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Kept in a folder, sent to nobody.
        case outbox
        /// Handed to a program, a message on its standard input.
        case sendmail
        /// Posted to an API that is as Twilio's for text messages is.
        case twilio
        /// Posted as the settings say.
        case http
        /// Written down for people who call.
        case list
        /// Made ready to be printed and put into envelopes.
        case print

        /// What it takes leaves the machine.
        package var isReal: Bool {
            switch self {
            case .sendmail, .twilio, .http: true
            case .outbox, .list, .print: false
            }
        }

        package func takes(_ channel: Channel) -> Bool {
            switch self {
            case .outbox: true
            case .sendmail: channel == .email
            case .twilio: channel == .sms
            case .http: channel == .email || channel == .sms
            case .list: channel == .call
            case .print: channel == .directMail
            }
        }
    }

    /// Where the parts of an API's answer stand: `[transports.….answer]`. Nil: it does not say.
    package struct Answer: Hashable, Sendable {
        /// What it calls the message.
        package var id: AnswerPath?
        /// A flag: whether it has taken the message.
        package var accepted: AnswerPath?
        /// For a person, where it has not.
        package var message: AnswerPath?

        package init() {}
    }

    package var kind = Kind.outbox
    /// The program and its arguments; not empty where the kind is `sendmail`.
    package var command: [String] = []
    /// Its address is there where the kind is `http`; of the kind `twilio`, where the API is, without slots, nil where it is
    /// Twilio's own. The rest is of the kind `http` alone.
    package var request = RequestTemplate<MessageSlot>()
    package var answer = Answer()
    /// Of the kind `twilio`, `AC…`.
    package var account: String?
    package var key: SecretSource?
    /// Who the message says it is from: an address or a number.
    package var from: String?
    /// Messages a second, more than 0; nil: as fast as the transport takes them.
    package var rate: Double?
    /// Milliseconds that one message may take.
    package var timeout: Int64 = 60_000
    /// A message that comes again with the same id is sent once. Nobody's word but the API's own is to be taken for that:
    /// where it is wrong, a crash sends twice.
    package var isIdempotent = false

    package init() {}
}
