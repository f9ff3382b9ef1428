import CvxDomain

/// Checks what a change is to write before anything is written: each field's rule, columns that take no null, ids
/// that must belong to a row.
struct ChangeValidation {
    let entity: BoundEntity
    /// Nil where no value depends on a row.
    let chosen: ChosenRows?
    let engine: StoreQueryEngine
    let connection: OpaquePointer

    /// - Throws: `ChangeRefusal`.
    func check(_ assignments: [ResolvedAssignment], in homes: [BoundHome]) throws {
        for assignment in assignments {
            let isRequired = homes.contains { home in
                assignment.written.contains { home.columns[$0]?.isNotNull == true }
            }
            switch assignment.value {
            case .constant(let scalar): try check(scalar, assignment.field, isRequired, row: nil)
            case .slot(let slot): try check(slot, assignment.field, isRequired)
            }
            try checkRelation(assignment, homes)
        }
    }

    private func check(
        _ scalar: Scalar, _ field: CatalogField, _ isRequired: Bool, row: RowKey?
    ) throws {
        if scalar.isNull, isRequired { throw ChangeRefusal.null(field: field.name, row: row) }
        guard
            let problem = FieldValidation.check(scalar, field: field, entity: entity.definition.name)
        else { return }
        // A word that only this store knows is not the catalog's to refuse.
        if case .vocabulary = field.type, let word = scalar.word, try holds(word, field) { return }
        throw ChangeRefusal.value(field: field.name, problem, row: row)
    }

    private func holds(_ word: String, _ field: CatalogField) throws -> Bool {
        for home in entity.homes {
            guard case .table = home.kind, case .column(let column)? = home.columns[field.name] else {
                continue
            }
            let name = SQLWriter.identifier(column.name)
            let sql = "SELECT EXISTS (SELECT 1 FROM \(home.qualifiedTable) WHERE \(name) = ?1)"
            if try PreparedStatement.count(sql, [.text(word)], on: connection) != 0 { return true }
        }
        return false
    }

    /// Every different value that an expression comes to.
    private func check(_ slot: Int, _ field: CatalogField, _ isRequired: Bool) throws {
        guard let chosen else { return }
        try PreparedStatement.run(
            "SELECT v\(slot), min(n) FROM \(chosen.table) GROUP BY 1", on: connection
        ) { row in
            let number = row.int(1)
            do { try check(row.raw(0), field, isRequired, row: nil) } catch let refusal as ChangeRefusal {
                throw refusal.naming(try chosen.keys(where: "n = \(number)", on: connection).first)
            }
        }
    }

    /// The row that a relation points to must be there, whether or not the store enforces it. An id with a mark beside
    /// it is nobody's to set: it comes from a row that was chosen.
    private func checkRelation(_ assignment: ResolvedAssignment, _ homes: [BoundHome]) throws {
        let relation = entity.definition.relations.first {
            !$0.isToMany && $0.localField == assignment.field.name && $0.mark == nil
        }
        guard let relation, let target = try engine.entity(relation.target), !target.homes.isEmpty else {
            return
        }
        switch assignment.value {
        case .constant(let scalar):
            guard let id = scalar.plainText else { return }
            if try engine.exists(id, in: relation.target) { return }
            throw ChangeRefusal.noSuchRow(
                field: assignment.field.name, entity: target.definition.singular, id: id)
        case .slot(let slot):
            guard let chosen else { return }
            var checked: Set<String> = []
            try PreparedStatement.run("SELECT DISTINCT v\(slot) FROM \(chosen.table)", on: connection) {
                row in
                if let id = row.text(0) { checked.insert(id) }
            }
            for id in checked where try !engine.exists(id, in: relation.target) {
                throw ChangeRefusal.noSuchRow(
                    field: assignment.field.name, entity: target.definition.singular, id: id)
            }
        }
    }
}

extension Scalar {
    fileprivate var word: String? {
        switch self {
        case .text(let word), .symbol(_, let word): word
        default: nil
        }
    }
}

extension ChangeRefusal {
    /// The same about a row that is now known.
    fileprivate func naming(_ key: RowKey?) -> ChangeRefusal {
        switch self {
        case .value(let field, let problem, _): .value(field: field, problem, row: key)
        case .null(let field, _): .null(field: field, row: key)
        default: self
        }
    }
}

extension FieldSource {
    /// No null can be written there.
    var isNotNull: Bool { column?.isNotNull ?? false }
}
