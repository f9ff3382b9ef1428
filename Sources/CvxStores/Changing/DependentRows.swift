import CvxDomain

/// Rows that hang on rows which are to be deleted, by their relations.
struct DependentRows {
    /// Rows of one table, and what becomes of them.
    struct Step {
        var entity: String
        var rule: CatalogRelation.DeletionRule
        var home: BoundHome
        /// Holds the id of the row that goes.
        var column: BoundColumn
        /// Over the home's table as `t`.
        var condition: String

        var count: String { "SELECT count(*) FROM \(home.qualifiedTable) AS t WHERE \(condition)" }

        /// Nil where nothing becomes of them.
        var statement: String? {
            switch rule {
            case .clear:
                "UPDATE \(home.qualifiedTable) AS t SET \(SQLWriter.identifier(column.name)) = NULL WHERE \(condition)"
            case .delete: "DELETE FROM \(home.qualifiedTable) AS t WHERE \(condition)"
            case .refuse, .keep: nil
            }
        }
    }

    let engine: StoreQueryEngine

    /// The steps, rows that hang on others before those.
    ///
    /// - Parameter ids: SELECT of the ids of the rows that go, as text
    func steps(of entity: BoundEntity, ids: String, visited: Set<String> = []) throws -> [Step] {
        var steps: [Step] = []
        for relation in entity.definition.relations where relation.isToMany {
            guard !visited.contains(relation.target), let target = try engine.entity(relation.target) else {
                continue
            }
            for home in target.homes {
                guard case .table = home.kind, case .column(let column)? = home.columns[relation.targetField]
                else { continue }
                // SQLite makes the two alike where the column has a type.
                let name = "t.\(SQLWriter.identifier(column.name))"
                var condition =
                    "\(column.affinity == .blob ? "CAST(\(name) AS TEXT)" : name) IN (\(ids))"
                let scope = HomeScope(entity: target, home: home, alias: "t")
                if let isMeant = relation.mark.flatMap(scope.bears) { condition += " AND \(isMeant)" }
                let rule = try rule(of: relation, target, home, column)
                if rule == .delete, case .column(let id)? = home.columns["id"] {
                    let own =
                        "SELECT CAST(t.\(SQLWriter.identifier(id.name)) AS TEXT) FROM \(home.qualifiedTable) AS t WHERE \(condition)"
                    steps += try self.steps(
                        of: target, ids: own,
                        visited: visited.union([entity.definition.name, relation.target]))
                }
                steps.append(
                    Step(
                        entity: target.definition.name, rule: rule, home: home, column: column,
                        condition: condition))
            }
        }
        return steps
    }

    private func rule(
        of relation: CatalogRelation, _ target: BoundEntity, _ home: BoundHome, _ column: BoundColumn
    ) throws -> CatalogRelation.DeletionRule {
        switch relation.onDelete {
        // A column that takes no null cannot let go of the row.
        case .clear where column.isNotNull: return .refuse
        case .delete where target.definition.adopts(in: home.store):
            return try declaresKey(home) ? .delete : .keep
        default: return relation.onDelete
        }
    }

    private func declaresKey(_ home: BoundHome) throws -> Bool {
        var isDeclared = false
        let schema = SQLWriter.identifier(home.store.rawValue)
        _ = try engine.stores.withConnection { connection in
            // cid, name, type, notnull, dflt_value, pk
            try PreparedStatement.run(
                "PRAGMA \(schema).table_info(\(SQLWriter.identifier(home.table)))", on: connection
            ) { row in if row.int(5) > 0 { isDeclared = true } }
        }
        return isDeclared
    }
}
