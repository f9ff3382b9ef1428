extension CatalogEntity {
    /// The house's own list of whom not to contact.
    static let suppressions = CatalogEntity(
        name: "suppressions", singular: "suppression",
        summary: "A number or address that is not to be contacted, and why",
        homes: [CatalogHome(.cvx, .table(names: ["suppressions"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("number", .phone, "Null for an address", aliases: ["phone"], fixed: added),
            CatalogField("address", .text, "Null for a number", aliases: ["email"], fixed: added),
            CatalogField(
                "kind", .vocabulary("suppression_kind"),
                "`opt_out`: the person said so, and nothing overrides it; `house`: our own wish", fixed: added
            ),
            CatalogField("reason", .text),
            CatalogField("source", .text, "How it was heard of: call, sms, email, import …"),
            CatalogField(
                "expires_at", .instant, "When it stops to hold; null: never by itself", aliases: ["until"],
                fixed: added),
            CatalogField("organization_id", .text, "Where somebody inside one put it there", fixed: added),
            CatalogField("created_at", .instant, aliases: ["created", "since"], fixed: added),
            CatalogField("created_by", .text, fixed: "it is who put it there"),
        ],
        relations: [.one("organization", "organizations", by: "organization_id")],
        textField: "reason")

    private static let added = "`dnc add` makes such rows, `dnc remove` takes them off"
}
