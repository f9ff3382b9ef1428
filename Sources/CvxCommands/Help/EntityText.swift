package import CvxDomain

/// Where entities and fields come from, in words: for `describe` and editors.
package enum EntityText {
    /// `prisma.Lead`, each once.
    package static func tables(_ entity: BoundEntity) -> [String] {
        distinct(
            entity.homes.map { "\($0.store.rawValue).\($0.table)" }
                + (entity.awaited.map { ["\($0.store.rawValue).\($0.table) (empty)"] } ?? []))
    }

    /// The columns of a field, or what it is worked out from; nil where no store carries it.
    package static func source(of field: String, in entity: BoundEntity, store: StoreRole? = nil) -> String? {
        let columns = entity.restricted(to: store).knownHomes.compactMap { home in
            home.source(of: field).map { $0.text(in: "\(home.store.rawValue).\(home.table)") }
        }
        guard columns.isEmpty else { return distinct(columns).joined(separator: ", ") }
        return entity.definition.field(field)?.derived?.text
    }

    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension FieldSource {
    /// The column of a table, with its unit where the store's differs from the language's.
    fileprivate func text(in table: String) -> String {
        switch self {
        case .column(let column): "\(table).\(column.name)"
        case .cents(let column): "\(table).\(column.name) (cents)"
        case .seconds(let column): "\(table).\(column.name) (seconds)"
        case .minutes(let column): "\(table).\(column.name) (minutes)"
        case .percents(let column): "\(table).\(column.name) (percent)"
        case .share(let column, let whole, let inPercents):
            "\(table).\(column.name) (\(inPercents ? "percent" : "fraction") of \(whole.name))"
        case .anyTrue(let column, let others):
            ([column] + others).map { "\(table).\($0.name)" }.joined(separator: " or ")
        case .address(let street, _, _, _): "\(table).\(street.name) and the rest of the address"
        case .constant(let text): "\"\(text)\" for all of \(table)"
        }
    }
}

extension CatalogField.Derivation {
    fileprivate var text: String {
        switch self {
        case .firstOf(let names): "the first of \(names.joined(separator: ", "))"
        case .anyTrue(let names): "any of \(names.joined(separator: ", "))"
        }
    }
}
