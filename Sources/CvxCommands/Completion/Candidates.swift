package import CvxLanguage

/// What can stand where the language expects something: words of the grammar, of the command table and of a schema.
/// The shell and editors ask it alike.
package struct Candidates {
    package struct Candidate: Sendable, Equatable {
        package enum Kind: Sendable { case word, verb, entity, field, relation, value, variable, option }
        package var text: String
        package var note: String
        package var kind: Kind
        /// One row, of which a field is likely to follow.
        package var isRow = false

        package init(_ text: String, _ kind: Kind, note: String = "", isRow: Bool = false) {
            self.text = text
            self.note = note
            self.kind = kind
            self.isRow = isRow
        }
    }

    private let schema: any Schema
    /// Names of variables, without `$`.
    private let variables: [String]
    private let typeOf: (String) -> Type?
    private let lastResult: Type?
    /// Of `to`, and of `chart`.
    private let formats: [String]
    private let chartKinds: [String]
    /// Names that a verb knows and the language does not: whom `login` may name.
    package var namesKnown: (_ verb: String) -> [String] = { _ in [] }
    /// What the rows hold in a field whose text people choose from: tags.
    package var textsKnown: (_ entity: String, _ field: String) -> [String] = { _, _ in [] }

    package init(
        schema: any Schema, variables: [String], typeOf: @escaping (String) -> Type?, lastResult: Type?,
        formats: [String], chartKinds: [String]
    ) {
        self.schema = schema
        self.variables = variables
        self.typeOf = typeOf
        self.lastResult = lastResult
        self.formats = formats
        self.chartKinds = chartKinds
    }

    /// Those that go on with what has been typed, in the order in which they are best shown.
    package func matching(_ context: CompletionContext) -> [Candidate] {
        let typed = context.prefix.foldedWord
        let lowered = context.prefix.lowercased()
        return all(context.expected).filter {
            let text = $0.text.lowercased()
            return $0.text.foldedWord.hasPrefix(typed) || text.hasPrefix(lowered)
                || text.drop { $0 == "\"" }.hasPrefix(lowered)
        }
    }

    private func all(_ expected: CompletionContext.Expected) -> [Candidate] {
        switch expected {
        case .statementStart: return Self.starts
        case .entity: return ((try? schema.entityNames()) ?? []).map { .init($0, .entity) }
        case .field(let rows, let path): return members(of: rowType(rows, path))
        case .clause(let rows):
            return Self.words(Self.clauses) + (rows == nil ? [] : Self.words(Self.operators))
        case .enumValue(let rows, let path): return values(rows, path)
        case .variable:
            return variables.map { .init("$" + $0, .variable, note: typeOf($0)?.phrase ?? "") }
                + [.init("$_", .variable, note: "the last result")]
        case .member(let variable): return members(of: typeOf(variable))
        case .stage: return Self.words(Self.stages + Self.clauses)
        case .format: return Self.words(formats)
        case .chartKind: return Self.words(chartKinds)
        case .subverb(let verb): return Self.words(VerbTable.verb(verb)?.shape.subverbs ?? [])
        case .option(let verb):
            return (VerbTable.verb(verb)?.shape.options ?? []).map {
                .init($0.words.joined(separator: " "), .option)
            }
        case .argument(let verb): return namesKnown(verb).map(Self.quoted)
        case .reference, .none: return []
        }
    }

    // MARK: Words

    private static let starts: [Candidate] =
        words(["find", "count", "exists", "let", "view", "sql", "explain"])
        + VerbTable.verbs.filter(\.isAvailable).map { .init($0.shape.name, .verb, note: $0.summary) }
    private static let clauses = [
        "where", "since", "until", "sort by", "limit", "offset", "select", "distinct", "group by",
        "aggregate",
        "having",
    ]
    private static let stages = ["first", "last", "count", "page", "explain", "chart", "to", "save"]
    private static let operators = [
        "and", "or", "in", "between", "is null", "is not null", "contains", "starts with", "ends with",
        "like",
        "matches",
    ]

    private static func quoted(_ text: String) -> Candidate {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return .init("\"\(escaped)\"", .value)
    }

    private static func words(_ words: [String]) -> [Candidate] { words.map { .init($0, .word) } }

    // MARK: Rows

    package func variableType(_ name: String) -> Type? { typeOf(name) }

    /// What the rows are whose fields are meant: of an entity, of `$variable`, or of the last result, then along
    /// relations. A store that cannot be opened offers nothing to complete; the statement will say why.
    package func rowType(_ rows: String?, _ path: [String]) -> Type? {
        if rows == nil, let first = path.first, let variable = typeOf(first) {
            // `${lead.name}`
            return walk(path.dropFirst(), from: variable)
        }
        let start: Type?
        if let rows, rows.hasPrefix("$") {
            let type = typeOf(String(rows.dropFirst()))
            start = type?.element ?? type
        } else if let rows {
            start = (try? schema.entity(rows)).map { .entity($0.name) }
        } else {
            start = lastResult?.element ?? lastResult
        }
        return walk(path[...], from: start)
    }

    private func walk(_ path: ArraySlice<String>, from start: Type?) -> Type? {
        path.reduce(start) { type, name in type.flatMap { member(name, of: $0) } }
    }

    /// The type of a field or relation; of one to many, that of a row.
    package func member(_ name: String, of type: Type) -> Type? {
        switch type {
        case .entity(let entity):
            switch try? schema.entity(entity)?.member(name) {
            case .relation(let relation): .entity(relation.target)
            case .field(let field): field.type
            case nil: nil
            }
        case .record(let fields): fields.first { $0.name.foldedWord == name.foldedWord }?.type
        default: nil
        }
    }

    private func members(of type: Type?) -> [Candidate] {
        switch type {
        case .entity(let name)?:
            guard let entity = try? schema.entity(name) else { return [] }
            let fields = entity.fields.filter { $0.unavailable == nil }.flatMap { field in
                [Candidate(field.name, .field, note: field.summary)]
                    + field.aliases.map { .init($0, .field) }
            }
            return fields
                + entity.relations.map {
                    .init($0.name, .relation, note: $0.target, isRow: !$0.isToMany)
                }
        case .record(let fields)?: return fields.map { .init($0.name, .field, note: $0.type.phrase) }
        default: return []
        }
    }

    private func values(_ rows: String?, _ path: [String]) -> [Candidate] {
        guard let field = path.last, let row = rowType(rows, path.dropLast()) else { return [] }
        if case .entity(let name) = row, case .field(let known)? = try? schema.entity(name)?.member(field),
            known.ignoresCase
        {
            return textsKnown(name, known.name).map(Self.quoted)
        }
        switch member(field, of: row) {
        case .enumeration(let vocabulary)?:
            return (schema.vocabulary(vocabulary) ?? []).map { .init($0, .value) }
        case .bool?: return Self.words(["true", "false"])
        default: return []
        }
    }
}
