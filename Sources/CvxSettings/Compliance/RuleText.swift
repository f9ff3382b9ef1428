import CvxLanguage

/// The rules that stand before every contact, as text that a person can read and add to.
package enum RuleText {
    /// What `describe rules` shows whole, and what a file of one's own adds to or replaces, section by section.
    package static let standardText =
        [contacts, hours, limits, places, areaCodes].joined(separator: "\n\n")

    static let standard = SourceText(name: "cvx", text: standardText)

    /// Which marks and faults stand in the way of what.
    private static let contacts = """
        # A section is one rule. `date` is the day on which it was last held against its source. `since` and `until` bound
        # the days on which it holds; without them it always does. `override` says whether a manager may set it aside
        # for one contact, with a reason; of an opt-out nobody may, whatever is written here.

        [rules.opt_out]
        text = "asked not to be contacted"
        channels = ["sms", "call", "email", "direct_mail"]
        override = false
        source = "47 CFR 64.1200(a)(10), (d)(3); 15 U.S.C. 7704(a)(4)"
        date = "2026-11-25"

        [rules.house_list]
        text = "on our own do-not-call list"
        channels = ["sms", "call"]
        override = false
        source = "47 CFR 64.1200(d)"
        date = "2026-11-25"

        [rules.do_not_call]
        text = "marked do-not-call"
        channels = ["sms", "call"]
        override = true
        source = "47 CFR 64.1200(c)(2), (d)"
        date = "2026-11-25"

        [rules.national_list]
        text = "on the national do-not-call list"
        channels = ["sms", "call"]
        override = true
        source = "47 CFR 64.1200(c)(2)"
        date = "2026-11-25"

        [rules.national_list_age]
        text = "the national do-not-call list that was imported is too old"
        channels = ["sms", "call"]
        override = true
        source = "47 CFR 64.1200(c)(2)(i)(D)"
        date = "2026-11-25"

        [rules.state_list]
        text = "on a state's do-not-call list"
        channels = ["sms", "call"]
        override = true
        source = "the states' lists"
        date = "2026-11-25"

        [rules.litigator]
        text = "known to go to court over calls"
        channels = ["sms", "call", "email", "direct_mail"]
        override = true
        source = "house rule"
        date = "2026-11-25"

        [rules.deceased]
        text = "the person is dead"
        channels = ["sms", "call", "email", "direct_mail"]
        override = true
        source = "house rule"
        date = "2026-11-25"

        [rules.consent]
        text = "did not agree to be contacted"
        channels = ["sms", "call", "email"]
        override = true
        source = "47 CFR 64.1200(a)(2)"
        date = "2026-11-25"

        [rules.quiet_hours]
        text = "the lead's own quiet hours"
        channels = ["sms", "call"]
        override = true
        source = "the lead"
        date = "2026-11-25"

        [rules.landline]
        text = "a landline takes no texts"
        channels = ["sms"]
        override = true
        source = "house rule"
        date = "2026-11-25"

        [rules.fictional]
        text = "a number kept for fiction (555-0100 to 555-0199) belongs to nobody"
        channels = ["sms", "call"]
        override = true
        source = "NANPA, 555 line numbers"
        date = "2026-11-25"

        [rules.no_number]
        text = "there is no number"
        channels = ["sms", "call"]
        override = false
        source = "house rule"
        date = "2026-11-25"

        [rules.bad_number]
        text = "not a phone number"
        channels = ["sms", "call"]
        override = false
        source = "North American Numbering Plan"
        date = "2026-11-25"

        [rules.no_email]
        text = "there is no email address"
        channels = ["email"]
        override = false
        source = "house rule"
        date = "2026-11-25"

        [rules.bad_email]
        text = "not an email address"
        channels = ["email"]
        override = false
        source = "RFC 5321"
        date = "2026-11-25"

        [rules.no_address]
        text = "there is no postal address"
        channels = ["direct_mail"]
        override = false
        source = "house rule"
        date = "2026-11-25"

        [rules.not_valid]
        text = "marked as no longer valid"
        channels = ["sms", "call", "email"]
        override = true
        source = "house rule"
        date = "2026-11-25"

        [rules.merge_field]
        text = "a field of the message has no value"
        channels = ["sms", "call", "email", "direct_mail"]
        override = false
        source = "house rule"
        date = "2026-11-25"

        [rules.subject]
        text = "the email has no subject"
        channels = ["email"]
        override = false
        source = "15 U.S.C. 7704(a)(2)"
        date = "2026-11-25"

        [rules.sender]
        text = "no postal address of the sender is set: `sender` in [compliance]"
        channels = ["email"]
        override = false
        source = "15 U.S.C. 7704(a)(5)(A)(iii)"
        date = "2026-11-25"

        [rules.unsubscribe]
        text = "no way to opt out is set: `unsubscribe` in [compliance]"
        channels = ["email"]
        override = false
        source = "15 U.S.C. 7704(a)(3); RFC 8058"
        date = "2026-11-25"
        """
}
