import CvxDomain

/// A do-not-call mark, once there, is nobody's to clear by the way.
enum StickyMarks {
    /// - Throws: `ChangeRefusal` where the assignments would clear one of the rows' marks.
    static func check(
        _ assignments: [ChangePlan.Assignment], of entity: BoundEntity, rows: QueryPlan,
        _ context: ChangeContext
    ) throws {
        for assignment in assignments {
            guard let field = entity.definition.field(assignment.field), field.isSticky,
                entity.homes.contains(where: { $0.columns[field.name] != nil || $0.isCarriedList })
            else { continue }
            if case .constant(.bool(true)) = assignment.value.kind { continue }
            let mark = PlanExpression(.field(.init(relations: [], name: field.name)), .bool)
            let isMarked = PlanExpression(.isBool(mark, true), .bool)
            let stays = PlanExpression(.isBool(assignment.value, true), .bool)
            var cleared = rows
            cleared.operations.append(
                .filter(PlanExpression(.and(isMarked, PlanExpression(.not(stays), .bool)), .bool)))
            let count = try ChosenRows(cleared, values: [], engine: context.engine, stores: context.stores)
                .count
            if count > 0 {
                throw ChangeRefusal.sticky(
                    entity: entity.definition.name, field: field.name, rows: count)
            }
        }
    }
}

extension BoundHome {
    var isCarriedList: Bool { if case .carriedList = kind { true } else { false } }
}
