import CvxDomain
import CvxServices
import Testing

@Suite struct OverrideTests {
    /// A store of people that are not asked for.
    private final class Nobody: PeopleStore, WorkspaceCatalog {
        var organization: OrganizationScope?
        func everybody() -> [Person]? { nil }
        func organizations() -> [OrganizationScope]? { nil }
        func usersHaveOrganizations() -> Bool { false }
        func rowsOutside(_ rows: [JournalRowKey]) -> Int { 0 }
        func entity(_ name: String) -> BoundEntity? { nil }
        func entityNames() -> [String] { [] }
    }

    private func people(_ rights: Rights = .standard) -> People {
        People(store: Nobody(), catalog: Nobody(), rights: rights, operatingSystemUser: { "ana" })
    }

    private func refusal(_ rules: [String], _ reason: String, _ people: People) throws -> String {
        do {
            try OverrideRequest(rules: rules, reason: reason).admit(Contacts.rules(), people)
            return "admitted"
        } catch let refusal as Refusal { return refusal.message }
    }

    @Test func whoMayAndWhat() throws {
        #expect(try refusal(["hours.FL", "landline"], "she asked for it", people()) == "admitted")
        #expect(
            try refusal(["hours.FL"], "  ", people()) == "a rule is set aside for a reason, and none is given"
        )
        for rule in ["opt_out", "house_list", "merge_field"] {
            #expect(try refusal([rule], "x", people()) == "nothing overrides `\(rule)`")
        }
        #expect(try refusal(["hours.XX"], "x", people()) == "there is no rule `hours.XX`")
        var rights = Rights.standard
        rights.set(.override, of: .admin, to: .no)
        #expect(
            try refusal(["hours.FL"], "x", people(rights))
                == "an admin may not override a rule of compliance, with a reason")
    }

    @Test func whatIsKept() throws {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant("2026-06-10T00:30:00Z"))
        var facts = try Contacts.facts("FL 33101 305", check, .call)
        facts.marks.insert(.optOut)
        var numbers: [Int] = []
        check.check(facts, into: &numbers)
        let contact = SurveyedContact(
            channel: .call, number: facts.number, text: nil, facts: facts, objections: numbers,
            leadNumber: 0, leadBytes: Array("l1".utf8)[...])
        let request = OverrideRequest(rules: ["hours.FL", "opt_out"], reason: "asked for nine")
        let ana = Actor(name: "ana", userID: nil, role: .manager, organization: nil)
        let (left, overrides) = request.apply(to: contact, check, actor: ana)
        // The opt-out stays, whoever names it.
        #expect(left.map(\.origin.id) == ["opt_out"])
        let kept = try #require(overrides.first)
        #expect(overrides.count == 1)
        #expect(
            [kept.actor, kept.rule.id, kept.reason, kept.lead] == ["ana", "hours.FL", "asked for nine", "l1"])
        #expect(kept.rule.date.isoText == "2026-11-25")
        #expect(kept.address == "(305) 555-0123")
        #expect(kept.localTime == "2026-06-09 20:30 in America/New_York")
        #expect(kept.zoneSource == .place)
    }

    @Test func whereTheZoneIsFrom() throws {
        let check = ComplianceCheck(try Contacts.rules(), at: try Contacts.instant("2026-06-10T00:30:00Z"))
        #expect(check.zoneSource(of: try Contacts.facts("800", check)) == .nothing)
        #expect(check.zoneSource(of: try Contacts.facts("800 America/Chicago", check)) == .lead)
    }
}
