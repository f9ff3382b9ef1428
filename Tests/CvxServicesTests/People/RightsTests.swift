import CvxDomain
import CvxServices
import Testing

@Suite struct RightsTests {
    private static let acme = OrganizationScope(id: "o1", name: "Acme")

    private func refusal(
        _ role: Role, _ action: Action, count: Int = 1, in organization: OrganizationScope? = nil,
        rights: Rights = .standard
    ) -> Refusal? {
        let actor = Actor(name: "ana", userID: "u1", role: role, organization: organization)
        return rights.check(actor, action, count: count)
    }

    @Test(arguments: [
        (Role.user, Action.change(entity: "leads"), 1, true), (.user, .change(entity: "leads"), 100, true),
        (.user, .change(entity: "leads"), 101, false), (.user, .add(entity: "leads"), 101, false),
        (.user, .delete(entity: "leads"), 1, true), (.user, .delete(entity: "leads"), 2, false),
        (.user, .readSQL, 1, false), (.user, .send, 1, false), (.user, .spend, 25, true),
        (.user, .spend, 26, false), (.user, .override, 1, false), (.user, .undo(by: "bo"), 1, false),
        (.user, .undo(by: "ana"), 5_000, true), (.user, .change(entity: "users"), 1, false),
        (.manager, .delete(entity: "leads"), 1_000_000, true), (.manager, .readSQL, 1, true),
        (.manager, .writeSQL, 1, false), (.manager, .change(entity: "organizations"), 1, false),
        (.manager, .undo(by: "bo"), 3, true), (.manager, .override, 1, true),
        (.admin, .writeSQL, 1, true), (.admin, .change(entity: "users"), 50, true),
        (.user, .change(entity: "leads"), 0, true), (.user, .delete(entity: "leads"), 0, true),
    ])
    func table(_ role: Role, _ action: Action, _ count: Int, _ allowed: Bool) {
        #expect((refusal(role, action, count: count) == nil) == allowed)
    }

    @Test func refusalsSayWhoMay() {
        let delete = refusal(.user, .delete(entity: "leads"), count: 40)
        #expect(delete?.kind == .right)
        #expect(delete?.message == "a user may not delete several rows with one statement")
        #expect(delete?.help == "managers and admins may; see `describe rights`")
        #expect(
            refusal(.user, .spend, count: 40)?.message == "a user may spend money up to $25; this is $40")
        var none = Rights.standard
        none.set(.sqlWrite, of: .admin, to: .no)
        let write = refusal(.admin, .writeSQL, rights: none)
        #expect(write?.message == "an admin may not write with SQL")
        #expect(write?.help == "nobody may; see `describe rights`")
    }

    /// Whatever the role: SQL sees all organizations.
    @Test(arguments: Role.allCases)
    func insideAnOrganizationNobodyUsesSQL(_ role: Role) {
        #expect(refusal(role, .readSQL, in: Self.acme)?.kind == .organization)
        #expect(refusal(role, .writeSQL, in: Self.acme)?.kind == .organization)
        #expect(refusal(role, .add(entity: "organizations"), in: Self.acme)?.kind == .organization)
        #expect(refusal(role, .change(entity: "leads"), in: Self.acme) == nil)
    }

    @Test func aMisspelledRoleGainsNothing() {
        #expect(Role(stored: "Admin") == .admin)
        #expect(Role(stored: "owner") == .user)
        #expect(Role(stored: nil) == .user)
        #expect(Role(stored: "admin ") == .user)
    }

    @Test func theMoreARoleIsTheMoreItMay() {
        func most(_ grant: Grant) -> Int {
            switch grant {
            case .no: 0
            case .upTo(let most): most
            case .yes: .max
            }
        }
        for right in Right.allCases {
            let grants = Role.allCases.sorted().map { most(Rights.standard.grant(right, to: $0)) }
            #expect(grants == grants.sorted(), "\(right)")
        }
    }
}
