/// The catalog as a workspace with the documented schemas would carry it: every field of every entity is there. What
/// a script is checked against where there is no workspace.
package final class DocumentedCatalog: WorkspaceCatalog {
    package var organization: OrganizationScope?

    package init() {}

    package func entityNames() -> [String] { Catalog.entities.map(\.name) }

    package func entity(_ name: String) -> BoundEntity? {
        let wanted = name.foldedName
        guard
            let found = Catalog.entities.first(where: {
                [$0.name.foldedName, $0.singular.foldedName].contains(wanted)
            })
        else { return nil }
        let columns = Dictionary(
            found.fields.map { ($0.name, Self.source($0)) }, uniquingKeysWith: { first, _ in first })
        let homes = found.homes.map { home in
            BoundHome(store: home.store, kind: .table, table: found.name, columns: columns, hasRowID: true)
        }
        return BoundEntity(definition: found, isCataloged: true, homes: homes, extraFields: [])
    }

    private static func source(_ field: CatalogField) -> FieldSource {
        .column(BoundColumn(name: field.name, declaredType: "", affinity: .blob, isNotNull: false))
    }
}
