import CvxDomain
import CvxServices
import Testing

@Suite struct MarkTests {
    /// Noon in New York on a Monday.
    private let noon = "2026-06-15T16:00:00Z"

    @Test(arguments: Array(ContactMarks.names.enumerated()))
    func marks(bit: Int, name: String) throws {
        let rules = try Contacts.rules()
        let rule = try #require(rules.marks[bit])
        let check = ComplianceCheck(rules, at: try Contacts.instant(noon))
        for channel in Channel.allCases {
            var facts = try Contacts.facts("NJ 07030 201", check, channel)
            facts.add(ContactMarks(rawValue: 1 << UInt32(bit)), "a note")
            let found = check.check(facts)
            #expect(found.map(\.origin.id) == (rule.channels & channel.bit == 0 ? [] : [name]))
            #expect(found.allSatisfy { $0.opens == nil && $0.sentence == "\(rule.text): a note" })
        }
    }

    @Test func whatNothingOverrides() throws {
        let rules = try Contacts.rules()
        let never = ContactMarks.names.indices.filter { rules.marks[$0]?.canBeOverridden == false }
            .map { ContactMarks.names[$0] }
        #expect(
            never == [
                "opt_out", "house_list", "no_number", "bad_number", "no_email", "bad_email", "no_address",
                "merge_field", "subject", "sender", "unsubscribe",
            ])
    }

    @Test(arguments: [
        // Three within 24 hours; the first of them leaves them at 19:00.
        (
            ["2026-06-14T19:00:00Z", "2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"], "FL 33101 305",
            "frequency.FL@2026-06-15T19:00Z"
        ),
        (["2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"], "FL 33101 305", ""),
        // Exactly 24 hours ago is past.
        (["2026-06-14T16:00:00Z", "2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"], "FL 33101 305", ""),
        // Of four, two have to leave.
        (
            ["2026-06-14T19:00:00Z", "2026-06-14T20:00:00Z", "2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"],
            "OK 73102 405", "frequency.OK@2026-06-15T20:00Z"
        ),
        (
            ["2026-06-14T19:00:00Z", "2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"], "MD 21201 410",
            "frequency.MD@2026-06-15T19:00Z"
        ),
        (["2026-06-14T19:00:00Z", "2026-06-15T13:00:00Z", "2026-06-15T15:00:00Z"], "GA 30303 404", ""),
    ]) func frequency(earlier: [String], whom: String, expected: String) throws {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant(noon))
        var facts = try Contacts.facts(whom, check)
        facts.earlier = try earlier.map(Contacts.instant)
        #expect(Contacts.text(check.check(facts)) == expected)
    }

    @Test func frequencyThenHours() throws {
        // 19:00 in Miami; the third call leaves the 24 hours at 20:30, when nobody may be called any more.
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant("2026-06-15T23:00:00Z"))
        var facts = try Contacts.facts("FL 33101 305", check)
        facts.earlier = try ["2026-06-15T00:30:00Z", "2026-06-15T15:00:00Z", "2026-06-15T16:00:00Z"].map(
            Contacts.instant)
        #expect(Contacts.text(check.check(facts)) == "frequency.FL@2026-06-16T00:30Z")
        #expect(Contacts.text(check.opening(of: facts)) == "2026-06-16T12:00Z")
    }

    @Test(arguments: [
        ("STOP", AnswerMeaning.stop), (" stop. ", .stop), ("Opt-out", .stop), ("STOP ALL", .stop),
        ("revoke", .stop), ("Quit!", .stop), ("start", .start), ("UNSTOP", .start),
        ("stop by on Monday", nil), ("don't stop", nil), ("", nil), ("Ende", nil), ("ＳＴＯＰ", nil),
    ]) func answers(text: String, meaning: AnswerMeaning?) throws {
        #expect(try Contacts.rules().meaning(of: text) == meaning)
    }
}
