package import CvxDomain
package import CvxLanguage
import CvxRuntime

/// The bound catalog as the checker sees it.
package final class CatalogSchema: Schema {
    private let catalog: any WorkspaceCatalog
    private var signatures: [String: EntitySignature] = [:]

    package init(_ catalog: any WorkspaceCatalog) { self.catalog = catalog }

    package let homes = StoreRole.allCases.map(\.rawValue)

    package func entityNames() throws -> [String] { try catalog.entityNames() }

    package func vocabulary(_ name: String) -> [String]? { Vocabulary.named(name)?.values }

    package func entity(_ name: String) throws -> EntitySignature? {
        let key = name.foldedWord
        if let known = signatures[key] { return known }
        guard let bound = try catalog.entity(name) else { return nil }
        let signature = Self.signature(bound)
        signatures[key] = signature
        return signature
    }

    private static func signature(_ entity: BoundEntity) -> EntitySignature {
        var fields = entity.definition.fields.map { field in
            FieldSignature(
                name: field.name, aliases: field.aliases, type: field.type.type,
                unavailable: isBound(field, entity) ? nil : missing(field, entity), summary: field.summary)
        }
        fields.append(
            FieldSignature(name: "store", type: .text, summary: "The store that the row comes from"))
        var homes: [String] = []
        for home in entity.homes where !homes.contains(home.store.rawValue) {
            homes.append(home.store.rawValue)
        }
        return EntitySignature(
            name: entity.definition.name, singular: entity.definition.singular, fields: fields,
            relations: entity.definition.relations.map {
                RelationSignature(name: $0.name, target: $0.target, isToMany: $0.isToMany)
            }, homes: homes,
            createdField: entity.definition.fields.first { $0.name == "created_at" && isBound($0, entity) }?
                .name)
    }

    private static func isBound(_ field: CatalogField, _ entity: BoundEntity) -> Bool {
        entity.homes.contains { home in
            if case .table = home.kind { home.columns[field.name] != nil } else { true }
        } || derivable(field, entity)
    }

    private static func derivable(_ field: CatalogField, _ entity: BoundEntity) -> Bool {
        switch field.derived {
        case .firstOf(let names)?, .anyTrue(let names)?:
            names.contains { name in entity.homes.contains { $0.columns[name] != nil } }
        case nil: false
        }
    }

    private static func missing(_ field: CatalogField, _ entity: BoundEntity) -> String {
        var tables: [String] = []
        for home in entity.homes {
            let table = "\(home.store.rawValue).\(home.table)"
            if !tables.contains(table) { tables.append(table) }
        }
        return "\(tables.joined(separator: " and ")) \(tables.count == 1 ? "has" : "have") no column for it"
    }
}
