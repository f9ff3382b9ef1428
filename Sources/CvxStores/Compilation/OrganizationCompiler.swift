import CvxDomain
import CvxServices

/// Keeps every row that a statement reads inside the session's organization.
///
/// A row belongs to an organization where everything that it names as its owner does: its `organization_id`,
/// its lead, its campaign; a row that names none belongs to nobody.
extension ExpressionCompiler {
    /// - Throws: `Refusal` where no home of the entity says what its rows belong to.
    func requireOwners(of entity: BoundEntity) throws {
        guard let organization = catalog.organization, !entity.homes.isEmpty else { return }
        if try entity.homes.contains(where: { try hasOwner(entity, $0) }) { return }
        let name = entity.definition.name
        let isOwned = ["leads", "users", "campaigns"].contains(name)
        throw isOwned
            ? Refusal(
                .noOrganizations, "the \(name) of these stores do not say which organization they belong to",
                help: "whoever belongs to no organization may: `use no org`")
            : Refusal(
                .organization, "\(name) belong to no organization, and you see \(organization.name) only",
                help: "whoever belongs to no organization may: `use no org`")
    }

    /// What a row of a home must meet beside being one: empty without a scope, nil where no row of the home can
    /// belong to the organization.
    ///
    /// - Parameter isAlone: The home's rows are asked for whatever other homes have.
    mutating func belonging(
        _ scope: HomeScope, at index: Int, isAlone: Bool
    ) throws -> [String]? {
        guard let organization = catalog.organization else { return [] }
        switch scope.home.kind {
        case .table: break
        case .carriedText, .carriedList:
            // A carried value belongs to whom the row belongs that carries it.
            guard let carrier = try catalog.entity("leads"),
                let position = carrier.homes.firstIndex(where: { $0.store == scope.home.store })
            else { return nil }
            let row = HomeScope(entity: carrier, home: carrier.homes[position], alias: scope.alias)
            return try belonging(row, at: position, isAlone: isAlone)
        }
        let own = try owners(of: scope, organization)
        if !own.isEmpty { return own }
        // The home does not say; a row with the same id in another home may.
        var others: [String] = []
        for (other, home) in scope.entity.homes.enumerated() where other != index {
            guard case .table = home.kind, try hasOwner(scope.entity, home) else { continue }
            // What an earlier home has too is left out here anyway.
            if !isAlone, other < index { continue }
            let row = HomeScope(entity: scope.entity, home: home, alias: writer.alias())
            let conditions =
                [Self.equal(row, "id", scope.idText, idIsText: true)] + (try owners(of: row, organization))
            others.append(
                "EXISTS (SELECT 1 FROM \(row.from) WHERE \(conditions.joined(separator: " AND ")))")
        }
        return others.isEmpty ? nil : ["(\(others.joined(separator: " OR ")))"]
    }

    private func hasOwner(_ entity: BoundEntity, _ home: BoundHome) throws -> Bool {
        switch home.kind {
        case .table:
            return entity.isOrganizations || home.columns[BoundEntity.ownerField] != nil
                || !entity.ownerRelations(of: home).isEmpty
        case .carriedText, .carriedList:
            guard let carrier = try catalog.entity("leads") else { return false }
            return try carrier.homes.contains { home in
                if case .table = home.kind { try hasOwner(carrier, home) } else { false }
            }
        }
    }

    /// The conditions by what a table's own columns say; empty where they say nothing.
    private mutating func owners(
        of scope: HomeScope, _ organization: OrganizationScope
    ) throws -> [String] {
        let id = writer.bind(.text(organization.id))
        if scope.entity.isOrganizations { return [Self.equal(scope, "id", id, idIsText: true)] }
        var named: [(value: String, belongs: String)] = []
        if scope.home.columns[BoundEntity.ownerField] != nil {
            let test = Self.equal(scope, BoundEntity.ownerField, id, idIsText: true)
            named.append((scope.value(BoundEntity.ownerField), test))
        }
        for relation in scope.entity.ownerRelations(of: scope.home) {
            var id = scope.value(relation.localField)
            if let mark = relation.mark {
                guard try canOwn(relation) else { continue }
                if let isMeant = scope.bears(mark) { id = "CASE WHEN \(isMeant) THEN \(id) END" }
            }
            let owner = PlanExpression(.exists(relations: [relation.name], condition: nil), .bool)
            named.append((id, try condition(owner, in: .home(scope))))
        }
        if named.count < 2 { return named.map(\.belongs) }
        return named.map { "(\($0.value) IS NULL OR \($0.belongs))" } + [
            "coalesce(\(named.map(\.value).joined(separator: ", "))) IS NOT NULL"
        ]
    }
}

extension ExpressionCompiler {
    /// Where rows of many entities can be named, those of some belong to nobody. That leads do not say whose they are
    /// is refused as everywhere.
    private func canOwn(_ relation: CatalogRelation) throws -> Bool {
        guard relation.target != "leads" else { return true }
        guard let owner = try catalog.entity(relation.target) else { return false }
        return try owner.homes.contains { try hasOwner(owner, $0) }
    }
}

extension BoundEntity {
    fileprivate static let ownerField = "organization_id"

    fileprivate var isOrganizations: Bool { isCataloged && definition.name == "organizations" }

    /// Relations to what a row of the home belongs to. Who wrote a note is not its owner; whatever is tagged is its
    /// tags'.
    fileprivate func ownerRelations(of home: BoundHome) -> [CatalogRelation] {
        definition.relations.filter { relation in
            !relation.isToMany && home.columns[relation.localField] != nil
                && (relation.mark != nil || ["lead", "campaign"].contains(relation.name))
        }
    }
}
