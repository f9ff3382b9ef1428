extension CatalogEntity {
    static let tags = CatalogEntity(
        name: "tags", singular: "tag", summary: "A word that somebody put on a row",
        homes: [
            CatalogHome(.cvx, .table(names: ["tags"])),
            CatalogHome(.leadflow, .table(names: leadTags), adoption: ofLeads),
            CatalogHome(.prisma, .table(names: leadTags), adoption: ofLeads),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField(
                "tag", .text, "As it was written; it compares ignoring case",
                columns: [.named("name"), .named("label")], rule: .label, ignoresCase: true),
            CatalogField("entity", .text, "What the row is one of: leads, calls …", fixed: stays),
            CatalogField("row_id", .text, columns: [.named("lead_id")], fixed: stays),
            CatalogField("created_at", .instant, aliases: ["created"]),
            CatalogField("created_by", .text, fixed: "it is who put the tag there"),
        ],
        relations: taggable.map { .one($0.singular, $0.name, by: "row_id").marked("entity", $0.name) },
        textField: "tag")

    /// Entities whose rows can be tagged. Numbers and addresses cannot: the ids of those that a lead carries are places
    /// in a list, and move.
    private static let taggable = [
        (name: "leads", singular: "lead"), (name: "notes", singular: "note"),
        (name: "calls", singular: "call"), (name: "campaigns", singular: "campaign"),
        (name: "messages", singular: "message"), (name: "properties", singular: "property"),
        (name: "traces", singular: "trace"),
    ]

    private static let leadTags = ["lead_tags", "LeadTag"]
    private static let ofLeads = CatalogHome.Adoption(
        needs: ["tag", "row_id"], constants: ["entity": "leads"])
    private static let stays = "a tag stays on its row"
}

extension CatalogRelation {
    /// The tags of an entity's rows.
    static func tags(of entity: String) -> CatalogRelation {
        many("tags", "tags", by: "row_id").marked("entity", entity)
    }
}

extension PlanExpression {
    /// Over a tag: it is the word, in whatever case.
    package static func isTag(_ word: String) -> PlanExpression {
        let tag = PlanExpression(.field(.init(relations: [], name: "tag")), .text)
        return PlanExpression(.textTest(.equalFolded, tag, .constant(.text(word), .text)), .bool)
    }
}
