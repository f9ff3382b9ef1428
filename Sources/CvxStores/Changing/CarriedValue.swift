import CvxDomain

/// A number or address that a row of another entity carries, as the id of its own row says: `LEAD:phone`,
/// `LEAD:phones:2`.
struct CarriedValue {
    /// Among the chosen rows.
    var number: Int64
    /// The carrying row's id.
    var carrier: String
    /// Its place in the JSON list; nil where the column holds one value alone.
    var position: Int?
    /// What the change's expressions come to.
    var slots: [Scalar]

    /// Nil where the id is of another home.
    init?(number: Int64, id: String, in home: BoundHome, slots: [Scalar]) {
        self.number = number
        self.slots = slots
        switch home.kind {
        case .table: return nil
        case .carriedText(let column):
            let suffix = ":" + column.name
            guard id.hasSuffix(suffix) else { return nil }
            carrier = String(id.dropLast(suffix.count))
        case .carriedList(let column):
            guard let colon = id.lastIndex(of: ":"), let position = Int(id[id.index(after: colon)...]) else {
                return nil
            }
            let suffix = ":" + column.name
            guard id[..<colon].hasSuffix(suffix) else { return nil }
            carrier = String(id[..<colon].dropLast(suffix.count))
            self.position = position
        }
    }
}

/// New values of the fields of a carried value, and how SQL makes them of what the column holds.
struct CarriedEdit {
    enum Kind {
        case set([ResolvedAssignment])
        case remove
    }

    let entity: String
    let home: BoundHome
    let column: BoundColumn
    let kind: Kind
    let format: ColumnEncoding
    /// A value that has no place for a field stays as it is.
    let isLenient: Bool

    /// What the column is to hold once the values of one row are changed.
    ///
    /// - Parameter text: what it holds now
    /// - Throws: `ChangeRefusal` where it has no place for a field.
    func result(_ values: [CarriedValue], of text: String, on connection: OpaquePointer) throws -> Scalar {
        guard values.first?.position != nil else {
            guard case .set(let assignments) = kind, let value = values.first else { return .null }
            return try assignments.reduce(.text(text)) { _, assignment in
                guard isNumber(assignment.field) else {
                    if isLenient { return .text(text) }
                    throw refusal(assignment.field)
                }
                return format.encode(assignment.value.scalar(value.slots))
            }
        }
        var (sql, parameters) = ("?1", [Scalar.text(text)])
        // From the last to the first: a removal moves what comes after it.
        for value in values.sorted(by: { ($0.position ?? 0) > ($1.position ?? 0) }) {
            let path = "$[\(value.position ?? 0)]"
            guard case .set(let assignments) = kind else {
                sql = "json_remove(\(sql), '\(path)')"
                continue
            }
            let isObject =
                try PreparedStatement.count(
                    "SELECT json_type(?1, ?2) = 'object'", [.text(text), .text(path)], on: connection) != 0
            for assignment in assignments {
                let key = isObject ? try self.key(assignment.field, text, path, connection) : ""
                guard isObject || isNumber(assignment.field) else {
                    if isLenient { continue }
                    throw refusal(assignment.field)
                }
                parameters.append(.text(path + key))
                let place = parameters.count
                var scalar = assignment.value.scalar(value.slots)
                // SQL has no other truth than a number, JSON has.
                if assignment.field.type == .bool, case .int(let number) = scalar {
                    scalar = .bool(number != 0)
                }
                parameters.append(isNumber(assignment.field) ? format.encode(scalar) : scalar)
                let json = if case .bool(let flag) = scalar { "json('\(flag)')" } else { "?\(place + 1)" }
                sql = "json_set(\(sql), ?\(place), \(json))"
            }
        }
        var result = Scalar.null
        try PreparedStatement.run("SELECT \(sql)", parameters, on: connection) { result = $0.raw(0) }
        return result
    }

    /// The number or address itself, as opposed to what is said of it.
    private func isNumber(_ field: CatalogField) -> Bool { field.name == "number" || field.name == "address" }

    private func refusal(_ field: CatalogField) -> ChangeRefusal {
        .carried(
            entity: entity, field: field.name, place: "\(home.store.rawValue).\(home.table).\(column.name)")
    }

    /// The key that the object has for a field already, else the application's own.
    private func key(
        _ field: CatalogField, _ text: String, _ path: String, _ connection: OpaquePointer
    ) throws -> String {
        let names: [String] =
            switch field.name {
            case "number": ["number", "phone"]
            case "address": ["address", "email"]
            case "type": ["type"]
            case "carrier": ["carrier"]
            case "is_primary": ["isPrimary"]
            case "is_dnc": ["isDoNotCall", "dnc"]
            case "is_valid": ["isValid"]
            case "confidence": ["confidence"]
            default: throw refusal(field)
            }
        for name in names {
            let there = try PreparedStatement.count(
                "SELECT json_type(?1, ?2) IS NOT NULL", [.text(text), .text("\(path).\(name)")],
                on: connection)
            if there != 0 { return ".\(name)" }
        }
        return ".\(names[0])"
    }
}
