import CvxDomain

/// Makes rows of one home from fields by name; what the home has no column for is left out.
struct FieldRowWriter {
    private let writer: RecordWriter
    /// The fields that the home has, and what stands for an unknown value where its column takes no null.
    private let fields: [(name: String, instead: Scalar)]

    /// - Throws: `ChangeRefusal` where a column needs a value that none of the fields has.
    init(
        _ names: [String], into home: BoundHome, of entity: BoundEntity, now: Instant, actor: String,
        connection: OpaquePointer
    ) throws {
        fields = names.compactMap { name in
            guard let column = home.columns[name]?.column, let field = entity.definition.field(name) else {
                return nil
            }
            return (name, column.isNotNull ? Self.none(field) : .null)
        }
        let assignments = fields.enumerated().compactMap { index, field in
            entity.definition.field(field.name).map { ResolvedAssignment(field: $0, value: .slot(index)) }
        }
        writer = try RecordWriter(
            assignments, into: home, of: entity, now: now, actor: actor, connection: connection)
    }

    func write(_ values: [String: Scalar], at now: Instant, id: String? = nil) throws -> RowKey {
        let slots = fields.map { field in
            let value = values[field.name] ?? .null
            return value.isNull ? field.instead : value
        }
        return try writer.write(slots, at: now, id: id)
    }

    /// What a column without nulls has for what nobody knows: a number may be called unless something is said against it.
    private static func none(_ field: CatalogField) -> Scalar {
        switch field.type {
        case .bool: .bool(field.name == "is_valid")
        case .int, .money, .decimal, .percent: .int(0)
        default: .text("")
        }
    }
}
