package import CvxDomain

/// Who a session acts as, and inside which organization. Nothing is looked up before a name is given.
package final class People {
    private let store: any PeopleStore
    private let catalog: any WorkspaceCatalog
    package let rights: Rights
    private let startName: () -> Actor
    /// Whom the session was started as.
    package private(set) lazy var start: Actor = startName()
    /// Nil while the session is whoever opened it.
    private var current: Actor?
    private var hasBegun = false

    /// - Parameter operatingSystemUser: Asked for when it is first needed.
    package init(
        store: any PeopleStore, catalog: any WorkspaceCatalog, rights: Rights = .standard,
        operatingSystemUser: @escaping () -> String
    ) {
        self.store = store
        self.catalog = catalog
        self.rights = rights
        startName = { .localOperator(operatingSystemUser()) }
    }

    package var actor: Actor { current ?? start }

    /// The organization that everything is kept inside of: the actor's own, or the one that was chosen.
    package var organization: OrganizationScope? { catalog.organization }

    /// For the prompt; nil for whoever started the shell and sees everything: then there is nothing to say.
    package var reminder: String? {
        let chosen = organization == actor.organization ? nil : organization?.name
        guard let name = current?.name else { return chosen }
        return chosen.map { "\(name) in \($0)" } ?? name
    }

    /// Why the actor may not; nil where nothing speaks against it.
    package func refusal(_ action: Action, count: Int = 1) -> Refusal? {
        var actor = actor
        actor.organization = organization
        return rights.check(actor, action, count: count)
    }

    /// Those whose changes the actor sees, by their names in the journal; nil for whoever sees everybody's.
    package func colleagues() throws -> Set<String>? {
        guard let organization = actor.organization else { return nil }
        let people = try store.everybody() ?? []
        return Set(people.filter { $0.organization?.id == organization.id }.map(\.label)).union([actor.name])
    }

    /// How many of the rows are there and lie outside the session's organization.
    package func rowsOutside(_ rows: [JournalRowKey]) throws -> Int { try store.rowsOutside(rows) }

    /// Makes the session somebody's from its start; what it was started as bounds what it may become. Done once.
    ///
    /// - Throws: `Refusal`, and what the stores throw.
    package func begin(as name: String?, organization: String?) throws {
        if hasBegun { return }
        if let name {
            let actor = try look(up: name)
            start = actor
            become(actor)
        }
        if let organization { try use(organization: organization) }
        hasBegun = true
    }

    /// Names that `login` takes, for completion; empty where nobody else can be.
    package func names() throws -> [String] {
        start.organization == nil ? try store.everybody()?.map(\.label) ?? [] : []
    }

    /// Names of the organizations that `use org` takes, for completion.
    package func organizationNames() throws -> [String] {
        if let own = actor.organization { return [own.name] }
        return try store.organizations()?.map(\.name) ?? []
    }

    /// - Throws: `Refusal`, and what the stores throw.
    package func login(_ name: String) throws {
        guard let organization = start.organization else { return become(try look(up: name)) }
        throw Refusal(
            .session, "this session was started as \(start.name) of \(organization.name) and stays so",
            help: "start another: cvx --as NAME")
    }

    /// Back to whom the session was started as.
    package func logout() {
        current = start.userID == nil ? nil : start
        catalog.organization = start.organization
    }

    /// - Throws: `Refusal`, and what the stores throw.
    package func use(organization name: String) throws {
        guard let all = try store.organizations() else {
            throw Refusal(
                .noOrganizations, "these stores have no organizations", help: "everything is everybody's here"
            )
        }
        if let own = actor.organization {
            // Others' names are not told.
            let asked = try? PersonSearch.organization(called: name, among: all)
            guard asked?.id == own.id else { throw Self.bound(actor, own) }
        }
        catalog.organization = try PersonSearch.organization(called: name, among: all)
    }

    /// Everything is seen again.
    ///
    /// - Throws: `Refusal` for whoever belongs to an organization.
    package func useNoOrganization() throws {
        if let own = actor.organization { throw Self.bound(actor, own) }
        catalog.organization = nil
    }

    private func become(_ actor: Actor) {
        current = actor
        catalog.organization = actor.organization
    }

    private func look(up name: String) throws -> Actor {
        guard let everybody = try store.everybody() else {
            throw Refusal(
                .unknownPerson, "no store has a users table, so `\(name)` is nobody's name",
                help: "without a name you are the operating system's user")
        }
        let person = try PersonSearch.person(called: name, among: everybody)
        let role = Role(stored: person.role)
        if person.organization == nil, role != .admin, try store.usersHaveOrganizations() {
            throw Refusal(
                .organization, "\(person.label) belongs to no organization and may see none",
                help: "an admin may set it: set \"\(person.id)\" organization_id = …")
        }
        return Actor(name: person.label, userID: person.id, role: role, organization: person.organization)
    }

    private static func bound(_ actor: Actor, _ own: OrganizationScope) -> Refusal {
        Refusal(
            .organization, "\(actor.name) belongs to \(own.name) and sees nothing else",
            help: "who belongs to no organization may choose one")
    }
}
