package import CvxDomain

/// Where messages are written down before they are sent. What its methods wrote is on disk when they return.
package protocol SendLedger: AnyObject {
    func plan(of campaign: String) throws -> CampaignPlan?
    /// - Parameter list: leads in their order, for an audience that is no question; nil leaves the list as it is
    func set(_ plan: CampaignPlan, of campaign: String, list: [RowKey]?) throws
    func list(of campaign: String) throws -> [RowKey]

    /// Queues the leads that the campaign does not have yet: each lead once, whatever becomes of it.
    ///
    /// - Returns: how many were new.
    func add(_ leads: [RowKey], to campaign: String, at now: Instant) throws -> Int
    func counts(of campaign: String) throws -> SendCounts
    func items(of campaign: String, in states: Set<SendItem.State>, from position: Int, limit: Int) throws
        -> [SendItem]
    /// The item of one lead; nil where the campaign does not have it.
    func item(of campaign: String, lead: RowKey) throws -> SendItem?
    /// - Parameter now: nil leaves the time of each as it is
    func write(_ items: [SendItem], at now: Instant?) throws
    /// What was skipped by one of the rules is in the queue again, as somebody sets them aside.
    func requeue(skippedBy rules: [String], of campaign: String) throws
    /// Keeps which rules were set aside, by whom and why; before the messages are sent.
    func record(_ overrides: [RuleOverride], of campaign: String) throws
    /// In the order in which they were kept.
    func overrides(of campaign: String) throws -> [RuleOverride]
    /// Items that were sent and have no row in the store's log yet.
    func unlogged(of campaign: String, limit: Int) throws -> [SendItem]
    func logged(_ items: [SendItem]) throws
}

/// What campaigns read from and write to the stores.
package protocol CampaignStore: AnyObject {
    /// By its id, its name, or its name in another case.
    ///
    /// - Throws: `CampaignError` where several have the name.
    func campaign(_ name: String) throws -> Campaign?
    func set(_ status: Campaign.Status, of campaign: Campaign, _ draft: JournalDraft) throws
    /// Of these items, those that have a row in the log already.
    func logged(_ items: [SendItem]) throws -> Set<String>
    /// Writes a row for each message that went out, as one entry of the journal.
    func log(_ items: [SendItem], _ draft: JournalDraft) throws
    /// Notes results and answers in the rows of messages, but for rows of which more is known.
    ///
    /// - Parameter answers: by the message's id
    /// - Returns: how many rows changed.
    func note(_ items: [SendItem], answers: [String: String], _ draft: JournalDraft) throws -> Int
    /// Rows of the log by their status.
    func counts(of campaign: String) throws -> [String: Int]
}

/// Why a campaign cannot do what was asked.
package struct CampaignError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case noCampaign
        /// Its status does not allow it.
        case status
        /// Its message, subject or audience cannot be used.
        case content
        /// Its transport cannot be used as it is set up.
        case transport
    }

    package var kind: Kind
    package var message: String
    /// The next step.
    package var help: String

    package init(_ kind: Kind, _ message: String, help: String = "") {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
