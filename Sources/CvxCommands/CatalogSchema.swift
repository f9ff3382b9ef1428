package import CvxDomain
package import CvxLanguage
import CvxRuntime

/// The bound catalog as the checker sees it.
package final class CatalogSchema: Schema {
    private let catalog: any WorkspaceCatalog
    private let engine: (any QueryEngine)?
    private var signatures: [String: EntitySignature] = [:]

    /// - Parameter engine: looks rows up by their ids; without it no row is known.
    package init(_ catalog: any WorkspaceCatalog, engine: (any QueryEngine)? = nil) {
        self.catalog = catalog
        self.engine = engine
    }

    package let homes = StoreRole.allCases.map(\.rawValue)

    package func entityNames() throws -> [String] { try catalog.entityNames() }

    package func vocabulary(_ name: String) -> [String]? { Vocabulary.named(name)?.values }

    package func entities(ofRow id: String, exact: Bool) throws -> [String] {
        try engine?.rows(withID: id, exact: exact, of: nil, limit: 6).map(\.entity) ?? []
    }

    package func entity(_ name: String) throws -> EntitySignature? {
        let key = name.foldedWord
        if let known = signatures[key] { return known }
        guard let bound = try catalog.entity(name) else { return nil }
        let signature = Self.signature(bound)
        // A store that cannot be read now may be mended while the session lasts.
        if bound.lacking.isEmpty { signatures[key] = signature }
        return signature
    }

    private static func signature(_ entity: BoundEntity) -> EntitySignature {
        let missing = missing(entity)
        var fields = entity.definition.fields.map { field in
            FieldSignature(
                name: field.name, aliases: field.aliases, type: field.type.type,
                unavailable: isBound(field, entity) ? nil : missing, fixed: fixed(field),
                ignoresCase: field.ignoresCase, summary: field.summary)
        }
        fields.append(
            FieldSignature(
                name: "store", type: .text, fixed: "a row stays in its store",
                summary: "The store that the row comes from"))
        var homes: [String] = []
        for home in entity.knownHomes where !homes.contains(home.store.rawValue) {
            homes.append(home.store.rawValue)
        }
        return EntitySignature(
            name: entity.definition.name, singular: entity.definition.singular, fields: fields,
            relations: entity.definition.relations.map {
                RelationSignature(
                    name: $0.name, target: $0.target, isToMany: $0.isToMany, localField: $0.localField)
            }, homes: homes,
            createdField: entity.definition.fields.first { $0.name == "created_at" && isBound($0, entity) }?
                .name, textField: entity.definition.textField)
    }

    private static func fixed(_ field: CatalogField) -> String? {
        if let reason = field.fixed { return reason }
        if field.name == "id" { return "it is what tells the row from all others" }
        if field.type == .secret { return "passwords and keys are the application's to set" }
        if case .anyTrue(let names)? = field.derived {
            return "it is worked out from \(names.joined(separator: ", "))"
        }
        return nil
    }

    private static func isBound(_ field: CatalogField, _ entity: BoundEntity) -> Bool {
        entity.knownHomes.contains { home in
            if case .table = home.kind { home.columns[field.name] != nil } else { true }
        } || derivable(field, entity)
    }

    private static func derivable(_ field: CatalogField, _ entity: BoundEntity) -> Bool {
        switch field.derived {
        case .firstOf(let names)?, .anyTrue(let names)?:
            names.contains { name in entity.knownHomes.contains { $0.columns[name] != nil } }
        case nil: false
        }
    }

    /// Why a field is not there, the same for all of an entity's.
    private static func missing(_ entity: BoundEntity) -> String {
        var tables: [String] = []
        for home in entity.homes {
            let table = "\(home.store.rawValue).\(home.table)"
            if !tables.contains(table) { tables.append(table) }
        }
        guard let first = tables.first else { return "no open store holds \(entity.definition.name)" }
        // `joined` looks conformances up when it is first called, 0.06 ms of every start.
        let all = tables.dropFirst().reduce(first) { "\($0) and \($1)" }
        return "\(all) \(tables.count == 1 ? "has" : "have") no column for it"
    }
}
