package import CvxDomain

/// What is written inside an organization stays there.
extension OrganizationScope {
    /// Fields that say what a row belongs to. A lead or campaign that lies outside is not found when the change
    /// looks it up, as everything that is read is kept inside.
    private static let owners = ["organization_id", "lead_id", "campaign_id"]

    /// The plan with what a new row needs to belong here.
    ///
    /// - Throws: `Refusal` where the plan would take rows out of the organization, or make some outside.
    package func admit(_ plan: ChangePlan, of entity: BoundEntity) throws -> ChangePlan {
        switch plan.kind {
        // Tags belong where the rows do that they are put on, and those are inside.
        // Whom not to contact anybody may say.
        case .delete, .tag, .untag, .suppress, .release: return plan
        case .update(let assignments):
            try assignments.forEach { try admit($0, of: entity) }
            return plan
        case .insert(var assignments):
            try assignments.forEach { try admit($0, of: entity) }
            let given = Set(assignments.map(\.field))
            if entity.homes.contains(where: { $0.columns["organization_id"] != nil }) {
                if !given.contains("organization_id") {
                    assignments.append(.init(field: "organization_id", value: .constant(.text(id), .text)))
                }
            } else if given.isDisjoint(with: Self.owners), entity.definition.name != "organizations" {
                throw Refusal(
                    .organization, "\(entity.definition.name) that name no owner do not belong to \(name)",
                    help: entity.definition.field("lead_id") == nil
                        ? "whoever belongs to no organization may: `use no org`" : "add it to a lead")
            }
            var admitted = plan
            admitted.kind = .insert(assignments)
            return admitted
        }
    }

    private func admit(_ assignment: ChangePlan.Assignment, of entity: BoundEntity) throws {
        let field = assignment.field
        guard Self.owners.contains(field) else { return }
        switch assignment.value.kind {
        case .constant(.null): break
        case .constant(.text(let owner)) where field == "organization_id" && owner == id: return
        default: if field != "organization_id" { return }
        }
        throw Refusal(
            .organization, "`\(field)` would take the \(entity.definition.singular) out of \(name)",
            help: "leave `\(field)` as it is")
    }
}
