import CvxDomain

/// A field that a change sets, with where its value comes from.
struct ResolvedAssignment {
    var field: CatalogField
    var value: Source

    enum Source {
        case constant(Scalar)
        /// Worked out for each chosen row: its place among the values.
        case slot(Int)

        /// What it comes to for a row.
        func scalar(_ slots: [Scalar]) -> Scalar {
            switch self {
            case .constant(let scalar): scalar
            case .slot(let index): slots[index]
            }
        }
    }

    /// The assignments of a change and the expressions that are to be worked out for each row.
    static func resolve(
        _ assignments: [ChangePlan.Assignment], of entity: BoundEntity
    ) throws -> (assignments: [ResolvedAssignment], slots: [PlanExpression]) {
        var slots: [PlanExpression] = []
        let resolved = try assignments.map { assignment in
            guard let field = entity.definition.field(assignment.field) else {
                throw ChangeRefusal.noTable(entity: entity.definition.name)
            }
            if case .constant(let scalar) = assignment.value.kind {
                return ResolvedAssignment(field: field, value: .constant(scalar))
            }
            slots.append(assignment.value)
            return ResolvedAssignment(field: field, value: .slot(slots.count - 1))
        }
        return (resolved, slots)
    }

    /// The fields that are written: the field itself, or those that it is worked out from (`score`).
    var written: [String] {
        if case .firstOf(let names)? = field.derived { names } else { [field.name] }
    }
}
