package import CvxDomain

/// One way to reach one lead, and what stands in its way.
package struct SurveyedContact {
    package var channel: Channel
    /// For calls and texts; nil where there is none that can be read.
    package var number: NANPNumber?
    /// The address, or what is no number, as it was found; nil for a number, and where there is none.
    package var text: String?
    /// What is known of it, for `ComplianceCheck.opening(of:)`.
    package var facts: ContactFacts
    /// Numbers of `ComplianceCheck.objections`; none where nothing stands in the way.
    package var objections: [Int]
    /// The lead's place among those that were read, from 0.
    package var leadNumber: Int
    /// The lead's id, as bytes: for a million of them texts are made only where they are wanted.
    package var leadBytes: ArraySlice<UInt8>

    package init(
        channel: Channel, number: NANPNumber?, text: String?, facts: ContactFacts, objections: [Int],
        leadNumber: Int, leadBytes: ArraySlice<UInt8>
    ) {
        self.channel = channel
        self.number = number
        self.text = text
        self.facts = facts
        self.objections = objections
        self.leadNumber = leadNumber
        self.leadBytes = leadBytes
    }

    package var lead: String { String(decoding: leadBytes, as: UTF8.self) }

    /// `(480) 555-0156`, `ana@example.com`; nil where there is none.
    package var address: String? {
        number.flatMap(\.phoneNumber).map(PhoneFormat.parentheses.format) ?? text
    }
}

/// What is known of the sending, besides the lead.
package struct SurveyContext {
    /// Channels whose messages leave the machine; a number kept for fiction is refused there alone.
    package var realChannels: Set<Channel> = []
    /// The sender's postal address is set.
    package var hasSender = true
    /// A way to opt out is set.
    package var hasUnsubscribe = true
    /// The id of the campaign, whose messages alone count as on the same subject; nil: all do.
    package var campaign: String?
    /// Notes of where a mark stands are wanted: for a few leads.
    package var isDetailed = false

    package init() {}
}
