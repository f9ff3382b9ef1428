import CvxDomain

/// Compiles the new values of a home's columns.
struct UpdateCompiler {
    /// A column and the SQL of its new value, over the home's table as `t` and the chosen rows as `c`.
    struct Change {
        var column: BoundColumn
        var sql: String
        /// Words of a vocabulary are the same in whatever case they are written.
        var ignoresCase = false

        var differs: String {
            let name = "t.\(SQLWriter.identifier(column.name))"
            return "\(name)\(ignoresCase ? " COLLATE NOCASE" : "") IS NOT \(sql)"
        }

        var assignment: String { "\(SQLWriter.identifier(column.name)) = \(sql)" }
    }

    let entity: BoundEntity
    let home: BoundHome
    let now: Instant
    let connection: OpaquePointer
    private(set) var writer = SQLWriter()

    init(entity: BoundEntity, home: BoundHome, now: Instant, connection: OpaquePointer) {
        self.entity = entity
        self.home = home
        self.now = now
        self.connection = connection
    }

    /// The columns to write; empty where the home carries none of the fields.
    mutating func changes(_ assignments: [ResolvedAssignment]) throws -> [Change] {
        try assignments.flatMap { try changes($0) }
    }

    /// The moment of the change, where the home keeps it and nothing else is written there.
    mutating func touch(_ assignments: [ResolvedAssignment]) throws -> [Change] {
        guard !assignments.contains(where: { $0.field.name == "updated_at" }),
            let field = entity.definition.field("updated_at")
        else { return [] }
        return try changes(ResolvedAssignment(field: field, value: .constant(.instant(now))))
    }

    private mutating func changes(_ assignment: ResolvedAssignment) throws -> [Change] {
        let names = assignment.written.filter { home.columns[$0] != nil }
        if names.count == 1, let name = names.first, let field = entity.definition.field(name) {
            return [try change(field, assignment.value)]
        }
        // The value stands in the first of several fields that is not null: it is changed where it stands.
        var result: [Change] = []
        var taken: [String] = []
        for (index, name) in names.enumerated() {
            guard let field = entity.definition.field(name) else { continue }
            var change = try change(field, assignment.value)
            let place = "t.\(SQLWriter.identifier(change.column.name))"
            let isHere =
                taken.map { "\($0) IS NULL" } + (index == names.count - 1 ? [] : ["\(place) IS NOT NULL"])
            change.sql =
                "(CASE WHEN \(isHere.joined(separator: " AND ")) THEN \(change.sql) ELSE \(place) END)"
            taken.append(place)
            result.append(change)
        }
        return result
    }

    private mutating func change(
        _ field: CatalogField, _ value: ResolvedAssignment.Source
    ) throws -> Change {
        guard let source = home.columns[field.name] else {
            throw ChangeRefusal.noColumn(field: field.name, store: home.store, rows: 0)
        }
        let encoding = try ColumnEncoding.detect(source, of: field, in: home, on: connection)
        let column = try source.writable(field, in: home)
        let sql =
            switch value {
            case .constant(let scalar): writer.literalOrBound(encoding.encode(scalar))
            case .slot(let index): encoding.sql("c.v\(index)")
            }
        if case .slot = value, case .phone = encoding { writer.uses("cvx_phone_format") }
        return Change(column: column, sql: sql, ignoresCase: field.type.isVocabulary)
    }
}

extension SQLWriter {
    /// NULL has no type that a parameter could carry into `IS NOT`.
    fileprivate mutating func literalOrBound(_ value: Scalar) -> String {
        value.isNull ? "NULL" : bind(value)
    }
}
