internal import CvxDomain

/// The checks of `cvx doctor`: one or two table scans each. A check that SQLite refuses is reported as
/// unchecked; the others still run.
struct FaultFinder {
    let stores: WorkspaceStores
    let connection: OpaquePointer

    /// From how many leads on one number is a fault of the data rather than a family.
    static let sharedPhoneLimit = 10
    /// As many unknown words or shared numbers are listed for one column.
    static let listLimit = 20

    func faults(stores diagnoses: [StoreDiagnosis], entities: [BoundEntity]) throws -> [StoreFault] {
        var faults: [StoreFault] = []
        for store in diagnoses {
            guard case .open = store.state, let schema = stores.attached[store.store]?.schema else {
                continue
            }
            if store.isUnknown {
                faults.append(fault(.nothingKnown, store.store, nil, nil))
            }
            faults += try attempt(store.store, nil) {
                let answer = try RawStatement.text(connection, "PRAGMA \(schema).quick_check(1)") ?? "ok"
                return answer == "ok" ? [] : [fault(.damaged(answer), store.store, nil, nil)]
            }
        }
        for entity in entities {
            for home in entity.homes {
                guard case .table = home.kind, let schema = stores.attached[home.store]?.schema else {
                    continue
                }
                let check = HomeCheck(
                    entity: entity.definition, home: home, schema: schema, connection: connection)
                for run in [check.instants, check.words, check.numbers, check.ids, check.sharedPhones] {
                    faults += try attempt(home.store, entity.definition.name, run)
                }
                for relation in entity.definition.relations where !relation.isToMany {
                    faults += try attempt(home.store, entity.definition.name) {
                        try orphans(check, relation, entities: entities)
                    }
                    let indexes = diagnoses.first { $0.store == home.store }?.indexes ?? []
                    faults += missingIndex(check, relation, indexes: indexes)
                }
            }
        }
        return faults
    }

    private func fault(
        _ kind: StoreFault.Kind, _ store: StoreRole, _ entity: String?, _ table: String?
    ) -> StoreFault { StoreFault(kind: kind, store: store, entity: entity, table: table, count: 0) }

    private func attempt(
        _ store: StoreRole, _ entity: String?, _ body: () throws -> [StoreFault]
    ) throws -> [StoreFault] {
        do {
            return try body()
        } catch let failure as SQLiteFailure {
            // 9: the person asked to stop.
            if failure.code & 0xFF == 9 { throw failure }
            return [fault(.unchecked(failure.message), store, entity, nil)]
        }
    }

    /// Rows whose key is in no home of the target. Ids compare as text: a store with integer ids is referred to
    /// by text elsewhere.
    private func orphans(
        _ check: HomeCheck, _ relation: CatalogRelation, entities: [BoundEntity]
    ) throws -> [StoreFault] {
        var mark = ""
        if let wanted = relation.mark {
            guard let condition = check.condition(of: wanted) else { return [] }
            mark = " AND \(condition)"
        }
        guard let key = check.column(relation.localField),
            let target = entities.first(where: { $0.definition.name == relation.target })
        else { return [] }
        var targets: [String] = []
        for home in target.homes {
            guard case .table = home.kind, let schema = stores.attached[home.store]?.schema,
                case .column(let column)? = home.columns[relation.targetField]
            else { continue }
            targets.append(
                "SELECT CAST(\(SQLText.quoted(column.name)) AS TEXT) "
                    // NOT IN a list with a null in it is never true.
                    + "FROM \(schema).\(SQLText.quoted(home.table)) "
                    + "WHERE \(SQLText.quoted(column.name)) IS NOT NULL")
        }
        guard !targets.isEmpty else { return [] }
        let count = try RawStatement.int(
            connection,
            "SELECT count(*) FROM \(check.table) WHERE \(key) IS NOT NULL AND CAST(\(key) AS TEXT) NOT IN "
                + "(\(targets.joined(separator: " UNION ALL ")))\(mark)")
        return count == 0 ? [] : [check.fault(.orphans(relation: relation.name), count)]
    }

    private func missingIndex(
        _ check: HomeCheck, _ relation: CatalogRelation, indexes: [IndexDiagnosis]
    ) -> [StoreFault] {
        guard relation.mark.map({ check.condition(of: $0) != nil }) ?? true,
            case .column(let column)? = check.home.columns[relation.localField], check.home.hasRowID,
            !indexes.contains(where: {
                $0.table == check.home.table && $0.columns.first == .some(column.name)
            })
        else { return [] }
        return [check.fault(.missingIndex(column: column.name), 0)]
    }
}
