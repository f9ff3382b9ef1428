package import CvxDomain

/// One message to one person, with all its fields merged: what a transport takes.
package struct OutgoingMessage: Hashable, Sendable {
    /// The ledger's name of it, the same whenever it is handed over again: transports that know it send it once.
    package var id: String
    package var channel: Channel
    package var campaign: String
    package var lead: RowKey
    /// Ten digits, an email address, or for a letter the lines of the address.
    package var recipient: String
    /// The owner as the lead has it; nil where it has none.
    package var recipientName: String?
    /// Where the house is that it is about, in one line; of calls, nil elsewhere and where the lead has none.
    package var propertyAddress: String?
    /// Of calls; nil elsewhere, and where a rule of the clock is set aside.
    package var hours: CallingHours?
    /// Of emails and letters; empty elsewhere.
    package var subject: String
    package var body: String
    /// A test to oneself, marked as one and counted nowhere.
    package var isTest: Bool

    package init(
        id: String, channel: Channel, campaign: String, lead: RowKey, recipient: String,
        recipientName: String? = nil, subject: String = "", body: String, isTest: Bool = false
    ) {
        self.id = id
        self.channel = channel
        self.campaign = campaign
        self.lead = lead
        self.recipient = recipient
        self.recipientName = recipientName
        self.subject = subject
        self.body = body
        self.isTest = isTest
    }
}

/// What became of a message that was handed over.
package enum SendResult: Hashable, Sendable {
    /// The transport took it.
    ///
    /// - Parameter id: what the transport calls it; nil where it gives it no name
    case sent(id: String?)
    /// This message, or this person, will never be taken; in the transport's words, without secrets.
    case refused(String)
    /// It was certainly not taken, and may be later.
    ///
    /// - Parameter after: milliseconds that the transport asked to be left alone; nil where it did not say
    case failed(String, after: Int64?)
    /// Nothing can be sent by this transport as it is set up: a wrong key, a missing program, an empty account.
    case stopped(String)
    /// Nobody knows whether it was taken.
    case uncertain(String)
}

/// A way for messages to leave. One is used from one thread.
package protocol Transport: AnyObject {
    /// For people and the ledger: `outbox`, `msmtp`, `api.twilio.com`.
    var name: String { get }
    /// What it takes leaves the machine.
    var isReal: Bool { get }
    /// Messages that may be on their way at the same time.
    var width: Int { get }
    /// Handed over again with the same id, a message is sent once.
    var honoursMessageID: Bool { get }
    func start(_ message: OutgoingMessage, tag: Int)
    /// Waits until at least one is done or the time is up.
    func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)]
    var inFlight: Int { get }
    /// Sees that what was taken outlives a loss of power; called before it is written down as sent.
    func flush() throws
    /// Makes what is made of all messages of a campaign together, at the end of a run.
    ///
    /// - Returns: what there is to say of it.
    func finish(_ campaign: String) -> [String]
}

extension Transport {
    package func finish(_ campaign: String) -> [String] { [] }
}
