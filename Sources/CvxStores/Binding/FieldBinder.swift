internal import CvxDomain

/// Binds the catalog's fields to a table's columns.
struct FieldBinder {
    /// By field name.
    private(set) var sources: [String: FieldSource] = [:]
    /// Columns that no field carries, in the table's order.
    private(set) var unbound: [BoundColumn] = []

    private static let streets = [
        "street", "streetline", "streetname", "addressline1", "addressline", "address1", "line1",
    ]

    init(_ fields: [CatalogField], columns: [BoundColumn]) {
        var byName = [String: Int](minimumCapacity: columns.count)
        sources.reserveCapacity(fields.count)
        for (index, column) in columns.enumerated() {
            let folded = column.name.foldedName
            if byName[folded] == nil { byName[folded] = index }
        }
        var isBound = [Bool](repeating: false, count: columns.count)
        var waiting: [CatalogField] = []
        // A column that carries a field's own name is never another field's second choice.
        for field in fields {
            let name = field.name.foldedName
            if let index = byName[name], !isBound[index] {
                isBound[index] = true
                sources[field.name] = Self.role(of: name, in: field).source(columns[index])
            } else {
                waiting.append(field)
            }
        }
        for field in waiting where field.columns.count > 1 || !field.aliases.isEmpty {
            let names = field.columns.dropFirst().map(\.name) + field.aliases
            for name in names.lazy.map(\.foldedName) {
                guard let index = byName[name], !isBound[index] else { continue }
                isBound[index] = true
                sources[field.name] = Self.role(of: name, in: field).source(columns[index])
                break
            }
        }
        for field in fields where field.isSticky {
            guard case .column(let column)? = sources[field.name] else { continue }
            // None of them by another name, under which the mark would not be one.
            let others = field.columns.compactMap { byName[$0.name.foldedName] }.filter { !isBound[$0] }
            for index in others { isBound[index] = true }
            if !others.isEmpty { sources[field.name] = .anyTrue(column, others: others.map { columns[$0] }) }
        }
        bindStreet(fields, columns: columns, byName: byName, isBound: isBound)
        unbound = columns.indices.lazy.filter { !isBound[$0] }.map { columns[$0] }
    }

    /// What a column of this name means for a field. The catalog puts every field's own name first, as a plain
    /// column; where it names it again with a role (`duration`, seconds), the role counts.
    private static func role(of folded: String, in field: CatalogField) -> CatalogField.Column {
        guard field.columns.count > 1 else { return .named(field.name) }
        let same = field.columns.filter { $0.name.foldedName == folded }
        return same.last { if case .named = $0 { false } else { true } } ?? .named(field.name)
    }

    /// No column holds the whole address, but one holds the street. The street column stays unbound, so that it
    /// can be seen and changed under its own name.
    private mutating func bindStreet(
        _ fields: [CatalogField], columns: [BoundColumn], byName: [String: Int], isBound: [Bool]
    ) {
        guard sources["address"] == nil,
            fields.contains(where: { $0.name == "address" && $0.type == .text }),
            fields.contains(where: { $0.name == "city" }),
            let street = Self.streets.lazy.compactMap({ byName[$0] }).first(where: { !isBound[$0] })
        else { return }
        func column(_ name: String) -> BoundColumn? {
            guard case .column(let column)? = sources[name] else { return nil }
            return column
        }
        sources["address"] = .address(
            street: columns[street], city: column("city"), state: column("state"), zip: column("zip"))
    }
}

extension CatalogField.Column {
    fileprivate var name: String {
        switch self {
        case .named(let name), .cents(let name), .seconds(let name), .minutes(let name): name
        }
    }

    fileprivate func source(_ column: BoundColumn) -> FieldSource {
        switch self {
        case .named: .column(column)
        case .cents: .cents(column)
        case .seconds: .seconds(column)
        case .minutes: .minutes(column)
        }
    }
}
