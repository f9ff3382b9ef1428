package import CvxDomain

/// A rule that somebody set aside for one contact: what is kept of it.
package struct RuleOverride: Hashable, Sendable {
    package var actor: String
    /// As `describe rules` names it, with its source and its date at the time.
    package var rule: RuleOrigin
    package var reason: String
    package var lead: String
    package var channel: Channel
    /// The number or address; nil where there is none.
    package var address: String?
    package var at: Instant
    /// What the clock showed where the person may be, as in `2026-06-10 20:30 in America/New_York`.
    package var localTime: String
    /// How that was known.
    package var zoneSource: ZoneSource

    package init(
        actor: String, rule: RuleOrigin, reason: String, lead: String, channel: Channel, address: String?,
        at: Instant, localTime: String, zoneSource: ZoneSource
    ) {
        self.actor = actor
        self.rule = rule
        self.reason = reason
        self.lead = lead
        self.channel = channel
        self.address = address
        self.at = at
        self.localTime = localTime
        self.zoneSource = zoneSource
    }

    /// What a contact's time zone was taken from.
    package enum ZoneSource: String, Sendable {
        case lead = "the lead's time zone"
        case place = "the lead's place and the number's area code"
        case nothing = "nothing is known, so every zone"
    }
}

/// `override hours.FL because "asked to be called at nine"`: the rules that are to be set aside, and why.
package struct OverrideRequest: Hashable, Sendable {
    package var rules: [String]
    package var reason: String

    package init(rules: [String], reason: String) {
        self.rules = rules
        self.reason = reason
    }

    /// Asks once, before anything is sent.
    ///
    /// - Throws: `Refusal` where the actor may not, gives no reason, or names a rule that nothing sets aside or
    ///   that there is not
    package func admit(_ rules: ComplianceRules, _ people: People) throws {
        if let refusal = people.refusal(.override) { throw refusal }
        if reason.allSatisfy(\.isWhitespace) {
            throw Refusal(
                .right, "a rule is set aside for a reason, and none is given", help: "add `because \"…\"`")
        }
        let known = rules.overridable
        for name in self.rules where known[name] != true {
            if known[name] == false {
                throw Refusal(
                    .right, "nothing overrides `\(name)`",
                    help: "an opt-out ends with the person's own word: `dnc remove … reason \"…\"`")
            }
            throw Refusal(
                .right, "there is no rule `\(name)`", help: "`describe rules` lists them", word: name,
                candidates: known.keys.sorted())
        }
    }

    /// What is left of a contact's objections, and what is to be kept of those that are set aside. Asked after `admit`.
    package func apply(
        to contact: SurveyedContact, _ check: ComplianceCheck, actor: Actor
    ) -> (left: [Objection], overrides: [RuleOverride]) {
        var left: [Objection] = []
        var overrides: [RuleOverride] = []
        for number in contact.objections {
            let objection = check.objections[number]
            guard objection.canBeOverridden, rules.contains(objection.origin.id) else {
                left.append(objection)
                continue
            }
            overrides.append(
                RuleOverride(
                    actor: actor.name, rule: objection.origin, reason: reason, lead: contact.lead,
                    channel: contact.channel, address: contact.address, at: check.moment,
                    localTime: check.clockText(check.moment, contact.facts),
                    zoneSource: check.zoneSource(of: contact.facts)))
        }
        return (left, overrides)
    }
}

extension ComplianceRules {
    /// Rules by their names, and whether somebody may set them aside.
    package var overridable: [String: Bool] {
        var names: [String: Bool] = [:]
        for (bit, rule) in marks.enumerated() {
            let mark = ContactMarks(rawValue: 1 << UInt32(bit))
            guard let rule else { continue }
            names[rule.origin.id] =
                rule.canBeOverridden && !ContactMarks.neverOverridden.contains(mark)
        }
        for rule in hours { names[rule.origin.id] = rule.canBeOverridden }
        for rule in frequency { names[rule.origin.id] = rule.canBeOverridden }
        return names
    }
}
