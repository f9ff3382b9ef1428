import CvxDomain

/// Paths from a row to the rows it belongs to or has.
extension ExpressionCompiler {
    /// The arms of an entity's scan: one a home, each without the rows that an earlier home has too and without
    /// those outside the organization. `areChosen` where the rows are chosen by home and id.
    ///
    /// - Throws: `Refusal` where a scope cannot be kept.
    mutating func arms(
        of entity: BoundEntity, store: StoreRole?, areChosen: Bool = false
    ) throws -> [(scope: HomeScope, conditions: [String])] {
        try requireOwners(of: entity)
        var arms: [(scope: HomeScope, conditions: [String])] = []
        for (index, home) in entity.homes.enumerated() where store == nil || home.store == store {
            let scope = HomeScope(entity: entity, home: home, alias: writer.alias())
            var conditions: [String] = []
            if !areChosen {
                conditions = scope.presence.map { [$0] } ?? []
                if store == nil { conditions += try shadows(of: scope, earlier: entity.homes[..<index]) }
            }
            let isAlone = store != nil || areChosen
            guard let belonging = try belonging(scope, at: index, isAlone: isAlone) else { continue }
            arms.append((scope, conditions + belonging))
        }
        return arms
    }

    /// A row with one id in two homes is one row: the earlier home's.
    private mutating func shadows(
        of scope: HomeScope, earlier: ArraySlice<BoundHome>
    ) throws -> [String] {
        if case .table = scope.home.kind {
            return earlier.filter { if case .table = $0.kind { true } else { false } }.map { home in
                let other = HomeScope(entity: scope.entity, home: home, alias: writer.alias())
                return absence(of: other, id: scope.idText)
            }
        }
        // A carried value belongs to its row: it counts where that row's home is the one that wins.
        guard let carrier = try catalog.entity("leads"),
            let position = carrier.homes.firstIndex(where: { $0.store == scope.home.store })
        else { return [] }
        return carrier.homes[..<position].map { home in
            let other = HomeScope(entity: carrier, home: home, alias: writer.alias())
            return absence(of: other, id: scope.value("lead_id"))
        }
    }

    private func absence(of other: HomeScope, id: String) -> String {
        "NOT EXISTS (SELECT 1 FROM \(other.from) WHERE \(Self.equal(other, "id", id, idIsText: true)))"
    }

    /// `inner = outer` so that an index on the inner column serves, whatever types the two declare.
    static func equal(_ inner: HomeScope, _ field: String, _ outer: String, idIsText: Bool) -> String {
        guard case .column(let column)? = inner.home.columns[field], case .table = inner.home.kind else {
            return "\(inner.value(field)) = \(outer)"
        }
        let isText = column.affinity == .text || column.affinity == .blob
        let outer = isText && !idIsText ? "CAST(\(outer) AS TEXT)" : outer
        let own = inner.column(column)
        return "\(column.affinity == .blob ? "CAST(\(own) AS TEXT)" : own) = \(outer)"
    }

    mutating func field(
        _ relations: ArraySlice<String>, _ name: String, _ scope: SQLScope
    ) throws -> String {
        guard case .home(let home) = scope else { return "NULL" }
        guard let first = relations.first else { return home.value(name) }
        let selects = try related(first, home).map { arm -> String in
            let value = try field(relations.dropFirst(), name, .home(arm.scope))
            return "SELECT \(value) FROM \(arm.scope.from) WHERE \(arm.conditions.joined(separator: " AND "))"
        }
        if selects.isEmpty { return "NULL" }
        if selects.count == 1 { return "(\(selects[0]))" }
        // Homes are tried in their order; the first that has the row gives the value.
        return "(\(selects.joined(separator: " UNION ALL ")) LIMIT 1)"
    }

    mutating func exists(
        _ relations: ArraySlice<String>, _ condition: PlanExpression?, _ scope: SQLScope
    ) throws -> String {
        guard case .home(let home) = scope, let first = relations.first else { return "FALSE" }
        let rest = relations.dropFirst()
        let tests = try related(first, home).map { arm -> String in
            var conditions = arm.conditions
            if !rest.isEmpty {
                conditions.append(try exists(rest, condition, .home(arm.scope)))
            } else if let condition {
                conditions.append(try self.condition(condition, in: .home(arm.scope)))
            }
            return "EXISTS (SELECT 1 FROM \(arm.scope.from) WHERE \(conditions.joined(separator: " AND ")))"
        }
        return tests.isEmpty ? "FALSE" : "(\(tests.joined(separator: " OR ")))"
    }

    private mutating func related(
        _ relation: String, _ home: HomeScope
    ) throws -> [(scope: HomeScope, conditions: [String])] {
        guard let relation = home.entity.definition.relation(relation),
            let target = try catalog.entity(relation.target)
        else { return [] }
        catalog.leaveOut(target.lacking)
        let local = relation.localField == "id" ? home.idText : home.value(relation.localField)
        let localIsText: Bool
        if relation.localField == "id" {
            localIsText = true
        } else if case .column(let column)? = home.home.columns[relation.localField] {
            localIsText = column.affinity == .text || column.affinity == .blob
        } else {
            localIsText = true
        }
        return try arms(of: target, store: nil).map { arm in
            var links = [Self.equal(arm.scope, relation.targetField, local, idIsText: localIsText)]
            if let mark = relation.mark, let isMeant = (relation.isToMany ? arm.scope : home).bears(mark) {
                links.append(isMeant)
            }
            return (arm.scope, links + arm.conditions)
        }
    }
}
