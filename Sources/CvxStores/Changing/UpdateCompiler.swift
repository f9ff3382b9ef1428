import CvxDomain

/// Compiles the new values of a home's columns.
struct UpdateCompiler {
    /// A column and the SQL of its new value, over the home's table as `t` and the chosen rows as `c`.
    struct Change {
        var column: BoundColumn
        var sql: String
        /// Words of a vocabulary are the same in whatever case they are written.
        var ignoresCase = false
        /// Where rows are that cannot take the value, and why; such rows count as ones that would differ.
        var obstacles: [Obstacle] = []

        struct Obstacle {
            var condition: String
            var refusal: (RowKey?) -> ChangeRefusal
        }

        var differs: String {
            let name = "t.\(SQLWriter.identifier(column.name))"
            let differs = "\(name)\(ignoresCase ? " COLLATE NOCASE" : "") IS NOT \(sql)"
            return ([differs] + obstacles.map(\.condition)).joined(separator: " OR ")
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
        let whole = try assignments.first { $0.field.name == "estimated_value" }.map { try changes($0) }?
            .first
        return try assignments.flatMap { try changes($0, whole: whole?.sql) }
    }

    /// The moment of the change, where the home keeps it and nothing else is written there.
    mutating func touch(_ assignments: [ResolvedAssignment]) throws -> [Change] {
        guard !assignments.contains(where: { $0.field.name == "updated_at" }),
            let field = entity.definition.field("updated_at")
        else { return [] }
        return try changes(ResolvedAssignment(field: field, value: .constant(.instant(now))))
    }

    /// - Parameter whole: what becomes of the value that other fields may be kept as a share of; nil where it stays
    private mutating func changes(
        _ assignment: ResolvedAssignment, whole: String? = nil
    ) throws -> [Change] {
        let names = assignment.written.filter { home.columns[$0] != nil }
        if names.count == 1, let name = names.first, let field = entity.definition.field(name),
            case .share(let column, let of, let inPercents)? = home.columns[name]
        {
            let whole = whole ?? "t.\(SQLWriter.identifier(of.name))"
            return [share(field, assignment.value, column, of: whole, inPercents)]
        }
        if names.count == 1, let name = names.first, let field = entity.definition.field(name) {
            guard case .anyTrue(let column, let others)? = home.columns[name] else {
                return [try change(field, assignment.value)]
            }
            return try ([column] + others).map { try change(field, assignment.value, in: .column($0)) }
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

    /// Dollars as a share of what they are a part of.
    private mutating func share(
        _ field: CatalogField, _ value: ResolvedAssignment.Source, _ column: BoundColumn, of whole: String,
        _ inPercents: Bool
    ) -> Change {
        let dollars =
            switch value {
            case .constant(let scalar): writer.literalOrBound(scalar)
            case .slot(let index): "c.v\(index)"
            }
        let share = "(\(dollars) * \(inPercents ? "100.0" : "1.0") / \(whole))"
        let (name, base) = (field.name, "estimated_value")
        var change = Change(column: column, sql: share)
        change.obstacles.append(
            .init(condition: "(\(dollars) IS NOT NULL AND coalesce(\(whole), 0) = 0)") {
                .noShare(field: name, of: base, row: $0)
            })
        if column.affinity == .integer {
            change.obstacles.append(
                .init(condition: "(\(share) <> round(\(share)))") {
                    .notWhole(field: name, of: base, row: $0)
                })
        }
        return change
    }

    /// - Parameter source: nil for the field's own
    private mutating func change(
        _ field: CatalogField, _ value: ResolvedAssignment.Source, in source: FieldSource? = nil
    ) throws -> Change {
        guard let source = source ?? home.columns[field.name] else {
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
