import CvxDomain

/// Compiles expressions: `condition` to SQL that is true exactly where the expression is (and false or NULL
/// elsewhere), `value` to SQL with the expression's value.
struct ExpressionCompiler {
    let catalog: any WorkspaceCatalog
    var writer: SQLWriter

    mutating func condition(_ expression: PlanExpression, in scope: SQLScope) throws -> String {
        switch expression.kind {
        case .and(let left, let right):
            return "\(try operand(left, scope)) AND \(try operand(right, scope))"
        case .or(let left, let right):
            return "(\(try condition(left, in: scope)) OR \(try condition(right, in: scope)))"
        case .not(let inner):
            return try negated(inner, scope)
        case .compare(let comparison, let left, let right):
            return try compare(comparison, left, right, scope)
        case .within(let value, let from, let to): return try within(value, from, to, scope)
        case .membership(let value, let members): return try membership(value, members, scope)
        case .textTest(let test, let value, let pattern): return try textTest(test, value, pattern, scope)
        case .isNull(let value): return "\(try self.value(value, in: scope)) IS NULL"
        case .isEmpty(let value):
            let sql = try self.value(value, in: scope)
            return "(\(sql) IS NULL OR \(sql) = '')"
        case .isBool(let value, let wanted):
            return "(\(try self.value(value, in: scope)) IS \(wanted ? "TRUE" : "FALSE"))"
        case .exists(let relations, let condition):
            return try exists(relations[...], condition, scope)
        case .constant(.bool(let value)): return value ? "TRUE" : "FALSE"
        default: return try value(expression, in: scope)
        }
    }

    private mutating func operand(_ expression: PlanExpression, _ scope: SQLScope) throws -> String {
        try condition(expression, in: scope)
    }

    /// The exact complement: true also where the condition is NULL.
    private mutating func negated(_ inner: PlanExpression, _ scope: SQLScope) throws -> String {
        switch inner.kind {
        case .exists: return "NOT \(try condition(inner, in: scope))"
        case .isNull(let value): return "\(try self.value(value, in: scope)) IS NOT NULL"
        case .not(let twice): return "(\(try condition(twice, in: scope))) IS TRUE"
        default: return "(\(try condition(inner, in: scope))) IS NOT TRUE"
        }
    }

    mutating func value(_ expression: PlanExpression, in scope: SQLScope) throws -> String {
        switch expression.kind {
        case .constant(let scalar): return scalar.isNull ? "NULL" : writer.bind(scalar)
        case .field(let field): return try self.field(field.relations[...], field.name, scope)
        case .column(let name):
            guard case .derived(let columns) = scope else { return "NULL" }
            return columns[name] ?? "NULL"
        case .arithmetic(.add, let left, let right) where expression.type == .text:
            return "(\(try value(left, in: scope)) || \(try value(right, in: scope)))"
        case .arithmetic(let op, let left, let right):
            return try arithmetic(op, left, right, scope)
        case .negate(let operand): return "(- \(try value(operand, in: scope)))"
        case .coalesce(let left, let right):
            return "coalesce(\(try value(left, in: scope)), \(try value(right, in: scope)))"
        case .conditional(let test, let then, let otherwise):
            let (condition, left) = (try self.condition(test, in: scope), try value(then, in: scope))
            return "(CASE WHEN \(condition) THEN \(left) ELSE \(try value(otherwise, in: scope)) END)"
        case .concatenation(let parts):
            let values = try parts.map { "coalesce(\(try value($0, in: scope)), '')" }
            return "(\(values.joined(separator: " || ")))"
        case .call(let name, let arguments):
            return try call(name, arguments, scope)
        case .aggregate(let aggregate, let argument):
            return try self.aggregate(aggregate, argument, scope)
        default:
            return "((\(try condition(expression, in: scope))) IS TRUE)"
        }
    }

    // MARK: comparisons

    private mutating func compare(
        _ comparison: PlanExpression.Comparison, _ left: PlanExpression, _ right: PlanExpression,
        _ scope: SQLScope
    ) throws -> String {
        if left.type == .phone || right.type == .phone {
            let (a, b) = (try phoneKey(left, scope), try phoneKey(right, scope))
            return comparison == .equal ? "\(a) IS \(b)" : "\(a) IS NOT \(b)"
        }
        let collation = left.type.isVocabulary || right.type.isVocabulary ? " COLLATE NOCASE" : ""
        let (a, b) = (try value(left, in: scope) + collation, try value(right, in: scope))
        switch comparison {
        case .equal:
            let equal = "\(a) \(left.isKnown || right.isKnown ? "=" : "IS") \(b)"
            guard case .field(let field) = left.kind, field.relations.isEmpty, field.name == "id",
                right.isKnown,
                case .home(let home) = scope, let carrier = home.carries(b)
            else { return equal }
            return "\(carrier) AND \(equal)"
        case .notEqual: return "\(a) IS NOT \(b)"
        default: return "\(a) \(comparison.rawValue) \(b)"
        }
    }

    private mutating func phoneKey(_ expression: PlanExpression, _ scope: SQLScope) throws -> String {
        switch expression.kind {
        case .constant(.text(let text)), .constant(.phone(let text)):
            return writer.bind(.text(TextFolding.phoneKey(text)))
        default: return writer.call("cvx_phone", try value(expression, in: scope))
        }
    }

    private mutating func membership(
        _ value: PlanExpression, _ members: [PlanExpression], _ scope: SQLScope
    ) throws -> String {
        if members.isEmpty { return "FALSE" }
        if value.type == .phone {
            let list = try members.map { try phoneKey($0, scope) }.joined(separator: ", ")
            return "\(try phoneKey(value, scope)) IN (\(list))"
        }
        let collation = value.type.isVocabulary ? " COLLATE NOCASE" : ""
        let list = try members.map { try self.value($0, in: scope) }.joined(separator: ", ")
        return "\(try self.value(value, in: scope))\(collation) IN (\(list))"
    }

    private mutating func textTest(
        _ test: PlanExpression.TextTest, _ value: PlanExpression, _ pattern: PlanExpression,
        _ scope: SQLScope
    ) throws -> String {
        let subject = try self.value(value, in: scope)
        // SQLite's LIKE folds ASCII only, which is all that an ASCII pattern can meet (TextFolding).
        if case .constant(.text(let text)) = pattern.kind, text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0 }),
            text.utf8.count < 20_000
        {
            let escaped = Self.escapeLike(text)
            switch test {
            case .contains: return "\(subject) LIKE \(writer.bind(.text("%\(escaped)%"))) ESCAPE '\\'"
            case .startsWith: return "\(subject) LIKE \(writer.bind(.text("\(escaped)%"))) ESCAPE '\\'"
            case .endsWith: return "\(subject) LIKE \(writer.bind(.text("%\(escaped)"))) ESCAPE '\\'"
            case .like: return "\(subject) LIKE \(writer.bind(.text(text)))"
            case .equalFolded: return "\(subject) COLLATE NOCASE = \(writer.bind(.text(text)))"
            case .matches: break
            }
        }
        let function: String =
            switch test {
            case .contains: "cvx_contains"
            case .startsWith: "cvx_starts"
            case .endsWith: "cvx_ends"
            case .like: "cvx_like"
            case .equalFolded: "cvx_equal"
            case .matches: "cvx_matches"
            }
        return writer.call(function, subject, try self.value(pattern, in: scope))
    }

    private static func escapeLike(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}

extension PlanExpression {
    /// A constant that is not null: `=` finds it by an index, where `IS` would be needed for null.
    var isKnown: Bool { if case .constant(let value) = kind { !value.isNull } else { false } }
}

extension ColumnType {
    var isVocabulary: Bool { if case .vocabulary = self { true } else { false } }
}
