// find, count, exists: the entity, and the clauses in the order in which they work.
extension Checker {
    /// The entity that a name means; nil where it is reported.
    mutating func entity(_ name: EntityName) throws -> EntitySignature? {
        if let home = name.home, !schema.homes.contains(where: { $0.foldedWord == home.text.foldedWord }) {
            report(
                .unknownHome, "`\(home.text)` is not a store", at: home.span,
                help: suggestion(
                    home.text, in: schema.homes, otherwise: "stores: " + schema.homes.joined(separator: ", "))
            )
            return nil
        }
        guard let entity = try schema.entity(name.name.text) else {
            let names = try schema.entityNames()
            report(
                .unknownEntity, "there is no entity `\(name.name.text)`", at: name.name.span,
                help: suggestion(
                    name.name.text, in: names,
                    otherwise: "entities: " + names.prefix(12).joined(separator: ", ")))
            return nil
        }
        if entity.homes.isEmpty {
            report(
                .entityNotInStores, "no open store holds \(entity.name)", at: name.span,
                help: "`describe` shows the stores that are open")
            return nil
        }
        if let home = name.home, !entity.homes.contains(where: { $0.foldedWord == home.text.foldedWord }) {
            // A store that cannot be read says so itself.
            _ = try schema.entity("\(home.text).\(name.name.text)")
            report(
                .entityNotInStores, "the store \(home.text) has no \(entity.name)", at: name.span,
                help: "\(entity.name) live in " + entity.homes.joined(separator: " and "))
            return nil
        }
        return entity
    }

    mutating func check(_ query: Query) throws -> (CheckedPipeline.Source, Rows) {
        if query.entity.home == nil, let view = view(query.entity.name.text) {
            var rows = Rows(view: view)
            try checkQuery(query, &rows)
            return (view.source, rows)
        }
        guard let entity = try entity(query.entity) else {
            return (.value(CheckedExpression(.invalid, .unknown, query.span)), Rows(type: .unknown))
        }
        var rows = Rows(type: .list(.entity(entity.name)))
        try checkQuery(query, &rows)
        let home = query.entity.home.flatMap { name in
            schema.homes.first { $0.foldedWord == name.text.foldedWord }
        }
        return (.scan(entity: entity.name, home: home), rows)
    }

    /// Clauses work in SQL's order, whatever order they are written in; names of `select` items may be sorted by.
    private mutating func checkQuery(_ query: Query, _ rows: inout Rows) throws {
        let clauses = query.clauses
        for clause in clauses { if case .where = clause.kind { try check(clause, &rows) } }
        for clause in clauses {
            switch clause.kind {
            case .since, .until: try check(clause, &rows)
            default: break
            }
        }
        for clause in clauses { if case .groupBy = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .aggregate = clause.kind { try check(clause, &rows) } }
        closeGroup(&rows)
        for clause in clauses { if case .having = clause.kind { try check(clause, &rows) } }
        if let by = query.by {
            guard query.verb == .count else {
                report(
                    .wrongPlace, "`by` belongs to `count`", at: by.first?.span ?? query.span,
                    help: "`find … sort by …` orders, `group by …` groups")
                return
            }
            try group(by: by, &rows)
            closeGroup(&rows)
        }
        let selected = clauses.lazy.compactMap { clause -> [Item]? in
            if case .select(let items) = clause.kind { items } else { nil }
        }.first
        let hasDistinct = clauses.contains { if case .distinct = $0.kind { true } else { false } }
        if !hasDistinct {
            for clause in clauses {
                if case .sort(let keys) = clause.kind {
                    try sort(keys.map { Self.resolveAlias($0, in: selected) }, &rows)
                }
            }
        }
        for clause in clauses { if case .select = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .distinct = clause.kind { try check(clause, &rows) } }
        if hasDistinct {
            for clause in clauses { if case .sort = clause.kind { try check(clause, &rows) } }
        }
        for clause in clauses { if case .offset = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .limit = clause.kind { try check(clause, &rows) } }
        finish(query, &rows)
    }

    /// A sort key that is an item's name means the item.
    private static func resolveAlias(_ key: SortKey, in items: [Item]?) -> SortKey {
        guard case .name(let name) = key.value.kind,
            let item = items?.first(where: { $0.name?.text.foldedWord == name.text.foldedWord })
        else { return key }
        return SortKey(value: item.value, descending: key.descending)
    }

    private mutating func finish(_ query: Query, _ rows: inout Rows) {
        switch query.verb {
        case .find: break
        case .findOne:
            rows.operations.append(.one(query.verbSpan))
            rows.type = rows.type.element ?? .unknown
        case .findFirst:
            rows.operations.append(.firstRow)
            rows.type = rows.type.element ?? .unknown
        case .count:
            guard query.by == nil else { return }
            rows.operations.append(.count)
            rows.type = .int
        case .exists:
            rows.operations.append(.exists)
            rows.type = .bool
        }
    }
}
