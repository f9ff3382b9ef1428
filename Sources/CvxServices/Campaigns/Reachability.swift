package import CvxDomain

/// The best way to reach a lead by a channel: where, and what stands in the way.
package struct Reachability: Hashable, Sendable {
    /// Ten digits, or an address; nil where there is none.
    package var recipient: String?
    /// As a person reads it.
    package var shown: String?
    package var objections: [Objection]
    /// What would stand in the way and was set aside.
    package var overrides: [RuleOverride]
    /// When nothing stands in the way any more; nil where something does that time does not mend.
    package var opens: Instant?
    /// Of a call that may be made now, as `CampaignService.survey` finds it.
    package var hours: CallingHours?

    init(_ contact: SurveyedContact, _ check: ComplianceCheck, _ overriding: Overriding?) {
        if let overriding {
            (objections, overrides) = overriding.request.apply(to: contact, check, actor: overriding.actor)
        } else {
            (objections, overrides) = (contact.objections.map { check.objections[$0] }, [])
        }
        shown = contact.address
        recipient = contact.number.map { String($0.digits) } ?? contact.text
        opens = objections.isEmpty ? check.moment : check.opening(of: contact.facts)
    }

    /// Nothing stands in the way.
    package var isOpen: Bool { objections.isEmpty }

    /// Time alone stands in the way.
    package var onlyWaits: Bool { !objections.isEmpty && objections.allSatisfy(\.isOfTime) }

    /// Sooner reached; of equals the first found stays, as a lead's own number comes before others.
    func better(than other: Reachability) -> Bool { rank <= other.rank }

    private var rank: Int { isOpen ? overrides.isEmpty ? 0 : 1 : onlyWaits ? 2 : 3 }
}

/// Rules that somebody sets aside, as was admitted before.
package struct Overriding: Hashable, Sendable {
    package var request: OverrideRequest
    package var actor: Actor

    package init(_ request: OverrideRequest, by actor: Actor) {
        self.request = request
        self.actor = actor
    }
}
