extension Checker {
    func suggestion(_ word: String, in candidates: [String], otherwise: String) -> String {
        Spelling.closest(to: word, in: candidates).map { "did you mean \($0)?" } ?? otherwise
    }

    mutating func variable(_ name: Name) -> CheckedExpression {
        if name.text == "_" {
            readsLastResult = true
            guard let type = environment.lastResult else {
                return invalid(
                    .noLastResult, "there is no last result yet", at: name.span, help: "start with `find …`")
            }
            return CheckedExpression(.lastResult, type, name.span)
        }
        switch binding(name.text) {
        case .view(let view)?: return CheckedExpression(.pipeline(view), view.type, name.span)
        case .variable(let variable, let type)?:
            markRead(variable)
            return CheckedExpression(.variable(variable), type, name.span)
        case nil:
            let help =
                Spelling.closest(to: name.text, in: variableNames).map { "did you mean $\($0)?" }
                ?? "`let \(name.text) = …` makes one"
            return invalid(
                .unknownVariable, "there is no variable `$\(name.text)`", at: name.span, help: help)
        }
    }

    mutating func reference(_ text: String, exact: Bool, _ span: Span) throws -> CheckedExpression {
        let isRowNumber =
            !exact && text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isRowNumber else {
            // Which entity the row is of decides which fields can be asked for; a row that is not there yet is found
            // missing when it is needed.
            let entities = try schema.entities(ofRow: text, exact: exact)
            return CheckedExpression(
                .reference(text, exact: exact), entities.count == 1 ? .entity(entities[0]) : .unknown, span)
        }
        readsLastResult = true
        guard let type = environment.lastResult else {
            return invalid(
                .noLastResult, "`@\(text)` is a row of the last result, and there is none yet", at: span,
                help: "start with `find …`; `@\"\(text)\"` is the row whose id is \(text)")
        }
        return CheckedExpression(.reference(text, exact: false), type.element ?? type, span)
    }

    /// A bare name: a field of the row. What is left of a dot may be a relation: see `member`.
    mutating func name(_ name: Name) throws -> CheckedExpression {
        if isInterpolating, typeOfVariable(name.text) != nil { return variable(name) }
        return try rowField(name)
    }

    /// A field of the row, also where a variable has its name.
    mutating func rowField(_ name: Name) throws -> CheckedExpression {
        switch row {
        case .entity(let entity):
            return try resolve(Path(relations: [], entity: entity, span: name.span), name)
        case .record(let fields):
            guard let field = fields.first(where: { $0.name.foldedWord == name.text.foldedWord }) else {
                return invalid(
                    .unknownField, "there is no column `\(name.text)` here", at: name.span,
                    help: suggestion(
                        name.text, in: fields.map(\.name),
                        otherwise: "columns: " + fields.map(\.name).joined(separator: ", ")))
            }
            return CheckedExpression(.column(field.name), field.type, name.span)
        case .unknown: return CheckedExpression(.column(name.text), .unknown, name.span)
        case .none:
            if typeOfVariable(name.text) != nil {
                return invalid(
                    .unknownField, "`\(name.text)` is a variable", at: name.span, help: "write $\(name.text)")
            }
            return invalid(
                .unknownField, "there is no row here for `\(name.text)` to be a field of", at: name.span,
                help: "text stands in quotes: \"\(name.text)\"")
        }
    }

    /// To-one relations from the current row to an entity.
    struct Path {
        var relations: [String]
        var entity: EntitySignature
        var span: Span
    }

    /// The path that an expression walks when it is nothing but names of relations.
    mutating func path(_ expression: Expression) throws -> Path? {
        let base: Path
        let name: Name
        switch expression.kind {
        case .name(let first), .rowField(let first):
            guard case .entity(let entity) = row else { return nil }
            base = Path(relations: [], entity: entity, span: first.span)
            name = first
        case .member(let left, let last):
            guard let path = try path(left) else { return nil }
            base = path
            name = last
        default: return nil
        }
        guard let relation = base.entity.relation(name.text), !relation.isToMany,
            let target = try schema.entity(relation.target)
        else { return nil }
        return Path(
            relations: base.relations + [relation.name], entity: target, span: expression.span)
    }

    mutating func member(
        _ left: Expression, _ name: Name, span: Span
    ) throws -> CheckedExpression {
        if isInterpolating, case .name(let variable) = left.kind, typeOfVariable(variable.text) != nil {
            return try member(of: self.variable(variable), name, span: span)
        }
        if let path = try path(left) {
            return try resolve(Path(relations: path.relations, entity: path.entity, span: span), name)
        }
        if case .name(let first) = left.kind, case .entity(let entity) = row,
            let relation = entity.relation(first.text), relation.isToMany
        {
            return toMany(relation, entity, at: span, path: source.text(span))
        }
        return try member(of: try check(left), name, span: span)
    }

    private mutating func member(
        of base: CheckedExpression, _ name: Name, span: Span
    ) throws -> CheckedExpression {
        switch base.type {
        case .unknown, .null:
            return CheckedExpression(.member(base, name.text), .unknown, span)
        case .entity(let entityName):
            guard let entity = try schema.entity(entityName) else {
                return CheckedExpression(.invalid, .unknown, span)
            }
            switch entity.member(name.text) {
            case .field(let field)?:
                return CheckedExpression(.member(base, field.name), field.type, span)
            case .relation(let relation)?:
                let target = Type.entity(relation.target)
                return CheckedExpression(
                    .member(base, relation.name), relation.isToMany ? .list(target) : target, span)
            case nil: return unknownMember(entity, name)
            }
        case .record(let fields):
            guard let field = fields.first(where: { $0.name.foldedWord == name.text.foldedWord }) else {
                return invalid(
                    .unknownField, "the record has no `\(name.text)`", at: name.span,
                    help: suggestion(
                        name.text, in: fields.map(\.name),
                        otherwise: "it has " + fields.map(\.name).joined(separator: ", ")))
            }
            return CheckedExpression(.member(base, field.name), field.type, span)
        case .list:
            return invalid(
                .typeMismatch, "a list has no fields", at: name.span,
                help: "take a row, as in `[0].\(name.text)`, or `| select \(name.text)`")
        default:
            return invalid(.typeMismatch, "\(base.type.phrase) has no fields", at: name.span)
        }
    }

    /// A field, or a relation, at the end of a path.
    private mutating func resolve(_ path: Path, _ name: Name) throws -> CheckedExpression {
        switch path.entity.member(name.text) {
        case .field(let field)?:
            if let reason = field.unavailable {
                report(
                    .fieldNotInStores, "no open store has \(path.entity.singular).\(field.name)",
                    at: name.span, help: reason)
                // What it would be compared with is judged all the same.
                return CheckedExpression(.invalid, field.type, name.span)
            }
            let kind = CheckedExpression.Kind.field(
                FieldPath(relations: path.relations, entity: path.entity.name, field: field.name))
            return CheckedExpression(kind, field.type, path.span)
        case .relation(let relation)?:
            if relation.isToMany { return toMany(relation, path.entity, at: path.span, path: name.text) }
            // A to-one row itself stands for its id.
            return CheckedExpression(
                .field(
                    FieldPath(
                        relations: path.relations + [relation.name], entity: relation.target, field: "id")),
                .text, path.span)
        case nil:
            return unknownMember(path.entity, name)
        }
    }

    mutating func unknownMember(_ entity: EntitySignature, _ name: Name) -> CheckedExpression {
        let help: String
        if let near = Spelling.closest(to: name.text, in: entity.memberNames) {
            help = "did you mean \(near)?"
        } else if typeOfVariable(name.text) != nil {
            help = "the variable is $\(name.text)"
        } else {
            help = "`describe \(entity.name)` lists the fields; text stands in quotes: \"\(name.text)\""
        }
        return invalid(
            .unknownField, "\(entity.name) have no field `\(name.text)`", at: name.span, help: help)
    }

    private mutating func toMany(
        _ relation: RelationSignature, _ entity: EntitySignature, at span: Span, path: String
    ) -> CheckedExpression {
        // A relation by itself is nothing to compare: its rows have a text of their own.
        let text =
            path.foldedWord == relation.name.foldedWord
            ? (try? schema.entity(relation.target))?.textField : nil
        let example = text.map { "any \(path).\($0) …" } ?? "any \(path)"
        return invalid(
            .toManyPath, "a \(entity.singular) has many \(relation.name); say which must match", at: span,
            help: "\(example), every … or no …")
    }
}
