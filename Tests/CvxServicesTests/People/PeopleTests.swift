import CvxDomain
import CvxServices
import Testing

@Suite struct PeopleTests {
    private final class Store: PeopleStore {
        static let acme = OrganizationScope(id: "o1", name: "Acme")
        static let other = OrganizationScope(id: "o2", name: "Other")
        var lookups = 0
        var hasOrganizations = true
        var people: [Person]? = [
            Person(
                id: "u1", email: "ana@x.example", firstName: "Ana", lastName: nil, role: "user",
                organization: acme),
            Person(
                id: "u2", email: "bo@x.example", firstName: "Bo", lastName: nil, role: "ADMIN",
                organization: other),
            Person(
                id: "u3", email: "root@x.example", firstName: "Rut", lastName: nil, role: "admin",
                organization: nil),
            Person(
                id: "u4", email: "lost@x.example", firstName: "Lou", lastName: nil, role: "manager",
                organization: nil),
        ]
        func everybody() -> [Person]? {
            lookups += 1
            return people
        }
        func organizations() -> [OrganizationScope]? {
            lookups += 1
            return hasOrganizations ? [Self.acme, Self.other] : nil
        }
        func usersHaveOrganizations() -> Bool { hasOrganizations }
        func rowsOutside(_ rows: [JournalRowKey]) -> Int { 0 }
    }

    private final class EmptyCatalog: WorkspaceCatalog {
        var organization: OrganizationScope?
        func entity(_ name: String) -> BoundEntity? { nil }
        func entityNames() -> [String] { [] }
    }

    private let store = Store()
    private let catalog = EmptyCatalog()
    private let people: People

    init() { people = People(store: store, catalog: catalog) { "dev" } }

    @Test func withoutANameNobodyIsLookedUp() throws {
        try people.begin(as: nil, organization: nil)
        #expect(people.actor == .localOperator("dev"))
        #expect(people.refusal(.writeSQL) == nil)
        #expect(people.reminder == nil)
        #expect(store.lookups == 0)
    }

    @Test func aUserSeesTheirOrganization() throws {
        try people.begin(as: "ana", organization: nil)
        #expect(catalog.organization == Store.acme)
        #expect(people.actor.role == .user)
        #expect(people.reminder == "ana@x.example")
        #expect(people.refusal(.readSQL)?.kind == .organization)
    }

    @Test func aScopedStartIsNeverLeft() throws {
        try people.begin(as: "bo", organization: nil)
        for name in ["ana", "root@x.example", "nobody"] {
            #expect(throws: Refusal.self) { try people.login(name) }
        }
        people.logout()
        #expect(people.actor.name == "bo@x.example")
        #expect(throws: Refusal.self) { try people.useNoOrganization() }
        // Neither another's name nor whether there is one is told.
        for name in ["Acme", "Nowhere"] {
            let refusal = #expect(throws: Refusal.self) { try people.use(organization: name) }
            #expect(refusal?.message == "bo@x.example belongs to Other and sees nothing else")
        }
        try people.use(organization: "other")
        #expect(catalog.organization == Store.other)
    }

    @Test func whoeverStartedTheShellMayLogInAndOut() throws {
        try people.begin(as: nil, organization: nil)
        try people.login("ana")
        #expect(catalog.organization == Store.acme)
        #expect(throws: Refusal.self) { try people.use(organization: "Other") }
        try people.login("Rut")
        #expect(catalog.organization == nil)
        people.logout()
        #expect(people.actor == .localOperator("dev"))
        #expect(people.reminder == nil)
    }

    @Test func anOrganizationIsChosenAndLeft() throws {
        try people.begin(as: nil, organization: "acme")
        #expect(people.reminder == "Acme")
        #expect(people.refusal(.readSQL)?.kind == .organization)
        try people.use(organization: "o2")
        #expect(catalog.organization == Store.other)
        #expect(throws: Refusal.self) { try people.use(organization: "nowhere") }
        #expect(catalog.organization == Store.other)
        try people.useNoOrganization()
        #expect(catalog.organization == nil)
    }

    @Test func aStartInAnOrganizationOfOthersIsRefused() {
        #expect(throws: Refusal.self) { try people.begin(as: "ana", organization: "Other") }
    }

    @Test func whoBelongsNowhereSeesNothing() throws {
        #expect(throws: Refusal.self) { try people.login("lou") }
        #expect(people.actor == .localOperator("dev"))
        // Where no users belong anywhere, that says nothing.
        store.hasOrganizations = false
        try people.login("lou")
        #expect(people.actor.role == .manager)
    }

    @Test func withoutUsersANameIsNobodys() {
        store.people = nil
        #expect(throws: Refusal.self) { try people.begin(as: "ana", organization: nil) }
    }

    @Test func withoutOrganizationsNoneIsChosen() {
        store.hasOrganizations = false
        let refusal = #expect(throws: Refusal.self) { try people.use(organization: "Acme") }
        #expect(refusal?.kind == .noOrganizations)
    }
}
