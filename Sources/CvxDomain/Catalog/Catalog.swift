/// Every entity, field and relation that cvx knows by itself. What a store holds beyond it is added when the
/// store is opened.
package enum Catalog {
    package static let entities: [CatalogEntity] = [
        .leads, .organizations, .users, .notes, .calls, .campaigns, .messages, .properties, .traces, .phones,
        .emails, .costs, .tags, .suppressions,
    ]

    package static func entity(_ name: String) -> CatalogEntity? { entities.first { $0.name == name } }
}
