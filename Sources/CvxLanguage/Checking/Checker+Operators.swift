extension Checker {
    mutating func checkBinary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
    ) throws -> CheckedExpression {
        switch op {
        case .and:
            return CheckedExpression(.and(try checkCondition(left), try checkCondition(right)), .bool, span)
        case .or:
            return CheckedExpression(.or(try checkCondition(left), try checkCondition(right)), .bool, span)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            let (first, second) = try operands(left, right)
            guard let comparison = CheckedExpression.Comparison(rawValue: op.rawValue) else { break }
            return compare(comparison, first, second, at: right.span)
        case .equalFolded, .notEqualFolded:
            let (first, second) = (try check(left), try check(right))
            expect(first, [.text, .phone, .json], "text", orEnumeration: true)
            expect(second, [.text, .phone, .json], "text", orEnumeration: true)
            let test = CheckedExpression(.equalFolded(first, second), .bool, span)
            return op == .equalFolded ? test : CheckedExpression(.not(test), .bool, span)
        case .coalesce:
            return try coalesce(try check(left), try check(right), span)
        case .add, .subtract, .multiply, .divide, .modulo:
            guard let arithmetic = CheckedExpression.Arithmetic(rawValue: op.rawValue) else { break }
            return self.arithmetic(arithmetic, try check(left), try check(right), span)
        }
        return CheckedExpression(.invalid, .unknown, span)
    }

    /// Two operands of a comparison: a bare word opposite a vocabulary is one of its words first.
    private mutating func operands(
        _ left: Expression, _ right: Expression
    ) throws -> (CheckedExpression, CheckedExpression) {
        if case .name = left.kind, case .name = right.kind {
            let first = try check(left)
            return (first, try check(right, beside: first.type))
        }
        if case .name = left.kind, !isMember(left) {
            let second = try check(right)
            return (try check(left, beside: second.type), second)
        }
        let first = try check(left)
        return (first, try check(right, beside: first.type))
    }

    private func isMember(_ expression: Expression) -> Bool {
        guard case .name(let name) = expression.kind else { return true }
        switch row {
        case .entity(let entity): return entity.member(name.text) != nil
        case .record(let fields): return fields.contains { $0.name.foldedWord == name.text.foldedWord }
        case .unknown: return true
        case .none: return false
        }
    }

    /// Checks what stands opposite a value of a type: there a bare word may be a word of a vocabulary.
    mutating func check(_ expression: Expression, beside type: Type) throws -> CheckedExpression {
        guard case .enumeration(let vocabulary) = type, let words = schema.vocabulary(vocabulary) else {
            return try check(expression)
        }
        switch expression.kind {
        case .name(let name):
            if let symbol = words.first(where: { $0.foldedWord == name.text.foldedWord }) {
                return CheckedExpression(.symbol(symbol), type, expression.span)
            }
            if isMember(expression) { return try check(expression) }
            return unknownWord(name.text, vocabulary, words, at: expression.span)
        case .literal(.text(let text)):
            return word(text, of: vocabulary, words, at: expression.span)
        default: return try check(expression)
        }
    }

    /// Text in quotes as a word of a vocabulary.
    mutating func word(
        _ text: String, of vocabulary: String, _ words: [String], at span: Span
    ) -> CheckedExpression {
        if let symbol = words.first(where: { $0.foldedWord == text.foldedWord }) {
            return CheckedExpression(.symbol(symbol), .enumeration(vocabulary), span)
        }
        return unknownWord(text, vocabulary, words, at: span)
    }

    private mutating func unknownWord(
        _ word: String, _ vocabulary: String, _ words: [String], at span: Span
    ) -> CheckedExpression {
        let noun = String(vocabulary.map { $0 == "_" ? " " : $0 })
        let article = "aeiou".contains(noun.first ?? "x") ? "an" : "a"
        let values = "values: " + words.joined(separator: ", ")
        let near = Spelling.closest(to: word, in: words)
        return invalid(
            .unknownEnumValue, "`\(word)` is not \(article) \(noun)", at: span,
            help: near.map { "did you mean \($0)?  \(values)" }
                ?? "\(values); for a word that only the store knows: `=~ \"\(word)\"`")
    }

    mutating func compare(
        _ comparison: CheckedExpression.Comparison, _ left: CheckedExpression, _ right: CheckedExpression,
        at span: Span
    ) -> CheckedExpression {
        guard let right = comparable(comparison, left, right, at: span) else {
            return CheckedExpression(.invalid, .bool, span)
        }
        let both = left.span.union(right.span)
        if comparison == .equal || comparison == .notEqual, ignoresCase(left) || ignoresCase(right) {
            let same = CheckedExpression(.equalFolded(left, right), .bool, both)
            return comparison == .equal ? same : CheckedExpression(.not(same), .bool, both)
        }
        return CheckedExpression(.compare(comparison, left, right), .bool, both)
    }

    /// A field whose text compares ignoring case.
    func ignoresCase(_ value: CheckedExpression) -> Bool {
        let place: (entity: String, field: String)
        switch (value.kind, value.type) {
        case (.field(let path), .text): place = (path.entity, path.field)
        case (.member(let base, let field), .text):
            guard case .entity(let entity) = base.type else { return false }
            place = (entity, field)
        default: return false
        }
        // The entity is known: its field was found.
        guard case .field(let field)? = try? schema.entity(place.entity)?.member(place.field) else {
            return false
        }
        return field.ignoresCase
    }

    /// The right operand, made to fit; nil where the two cannot be compared, which is reported.
    mutating func comparable(
        _ comparison: CheckedExpression.Comparison, _ left: CheckedExpression, _ right: CheckedExpression,
        at span: Span
    ) -> CheckedExpression? {
        let isOrdering = comparison != .equal && comparison != .notEqual
        switch (left.type, right.type) {
        case (.secret, _), (_, .secret):
            report(.notComparable, "a secret cannot be compared", at: span)
            return nil
        case (.unknown, _), (_, .unknown): return right
        case (_, .null), (.null, _):
            if case .literal(.null) = right.kind {
                report(
                    .compareWithNull, "nothing is compared with null", at: span,
                    help: comparison == .notEqual ? "write `is not null`" : "write `is null`")
                return nil
            }
            return right
        case (.date, .duration), (.datetime, .duration):
            report(
                .dateAgainstDuration, "cannot compare a date with a length of time", at: span,
                help: "add `ago`: `\(source.text(span)) ago`")
            return nil
        case (.percent, .int), (.int, .percent):
            let number = left.type == .int ? left : right
            if case .literal(.int(let value)) = number.kind, value != 0 {
                report(
                    .typeMismatch, "cannot compare a percentage with a whole number", at: number.span,
                    help: "write `\(value)%`")
                return nil
            }
            return right
        case (.money, .percent), (.percent, .money):
            report(.typeMismatch, "cannot compare money with a percentage", at: span)
            return nil
        case (let first, let second) where first.isNumeric && second.isNumeric: return right
        case (let first, let second) where first.isTemporal && second.isTemporal: return right
        case (.date, .text), (.datetime, .text): return dateLiteral(right)
        case (.text, .date), (.text, .datetime):
            report(.typeMismatch, "cannot compare text with a date", at: span)
            return nil
        case (.duration, .duration), (.json, .json): return right
        case (.bool, .bool):
            if isOrdering { return refuseOrder("conditions", at: span) }
            return right
        case (.phone, .text):
            if isOrdering { return refuseOrder("phone numbers", at: span) }
            return phoneLiteral(right)
        case (.phone, .phone), (.text, .phone):
            if isOrdering { return refuseOrder("phone numbers", at: span) }
            return right
        case (.enumeration(let first), .enumeration(let second)):
            if isOrdering { return refuseOrder("words of a vocabulary", at: span) }
            if first != second {
                report(
                    .typeMismatch, "cannot compare \(left.type.phrase) with \(right.type.phrase)", at: span)
                return nil
            }
            return right
        case (let first, let second) where first.isTextual && second.isTextual: return right
        case (.entity(let first), .entity(let second)) where first == second && !isOrdering: return right
        default:
            report(
                .typeMismatch, "cannot compare \(left.type.phrase) with \(right.type.phrase)", at: span,
                help: conversion(left.type, right))
            return nil
        }
    }

    private func conversion(_ left: Type, _ right: CheckedExpression) -> String? {
        if left.isTextual, right.type.isNumeric {
            return "text stands in quotes: \"\(source.text(right.span))\""
        }
        if left.isNumeric, case .literal(.text(let text)) = right.kind {
            return "a number has no quotes: \(text)"
        }
        return nil
    }

    private mutating func refuseOrder(_ what: String, at span: Span) -> CheckedExpression? {
        report(.notComparable, "\(what) have no order", at: span, help: "use =, != or in (…)")
        return nil
    }

    mutating func phoneLiteral(_ value: CheckedExpression) -> CheckedExpression? {
        guard case .literal(.text(let text)) = value.kind else { return value }
        let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
        guard digits == 10 || digits == 11 else {
            report(
                .badLiteralText, "\"\(text)\" is not a phone number", at: value.span,
                help: "ten digits, as in \"(480) 555-0156\"; to search in the text use `contains`")
            return nil
        }
        return CheckedExpression(value.kind, .phone, value.span)
    }

    mutating func dateLiteral(_ value: CheckedExpression) -> CheckedExpression? {
        guard case .literal(.text(let text)) = value.kind else {
            report(.typeMismatch, "cannot compare a date with text", at: value.span)
            return nil
        }
        let output = Parser.parse(
            SourceText(name: "literal", text: text), door: .shell, shapes: [])
        if output.diagnostics.isEmpty, output.program.statements.count == 1,
            case .pipeline(let pipeline) = output.program.statements[0].kind, pipeline.stages.isEmpty,
            case .expression(let expression) = pipeline.source,
            case .literal(let literal) = expression.kind, literal.type.isTemporal
        {
            return CheckedExpression(.literal(literal), literal.type, value.span)
        }
        report(
            .badLiteralText, "\"\(text)\" is not a date", at: value.span,
            help: "write 2025-09-01, 2025-09 or 2025-09-01T09:00, without quotes")
        return nil
    }

    mutating func coalesce(
        _ left: CheckedExpression, _ right: CheckedExpression, _ span: Span
    ) throws -> CheckedExpression {
        let (first, second) = harmonize(left, right)
        return CheckedExpression(
            .coalesce(first, second), first.type == .null ? second.type : first.type, span)
    }

    /// Two values that stand for one another must be of one kind.
    mutating func harmonize(
        _ left: CheckedExpression, _ right: CheckedExpression
    ) -> (CheckedExpression, CheckedExpression) {
        var (first, second) = (left, right)
        switch (left.type, right.type) {
        case (let a, let b) where a == b: break
        case (.unknown, _), (_, .unknown), (.null, _), (_, .null): break
        case (let a, let b) where a.isNumeric && b.isNumeric:
            let type: Type = a == .money || b == .money ? .money : .decimal
            first.type = type
            second.type = type
        case (let a, let b) where a.isTextual && b.isTextual:
            first.type = .text
            second.type = .text
        default:
            report(
                .typeMismatch, "these are \(left.type.phrase) and \(right.type.phrase): one kind is needed",
                at: right.span)
        }
        return (first, second)
    }

    private mutating func arithmetic(
        _ op: CheckedExpression.Arithmetic, _ left: CheckedExpression, _ right: CheckedExpression,
        _ span: Span
    ) -> CheckedExpression {
        func made(_ type: Type) -> CheckedExpression {
            CheckedExpression(.arithmetic(op, left, right), type, span)
        }
        switch (op, left.type, right.type) {
        case (_, .unknown, _), (_, _, .unknown): return made(.unknown)
        case (_, .null, let other), (_, let other, .null): return made(other)
        case (.add, .list(let a), .list(let b)): return made(.list(a.joined(b)))
        case (.add, .record(let a), .record(let b)): return made(.record(Type.merged(a, b)))
        case (.add, let a, let b) where a.isTextual && b.isTextual: return made(.text)
        case (.subtract, .date, .date), (.subtract, .datetime, .datetime), (.subtract, .datetime, .date),
            (.subtract, .date, .datetime):
            return made(.duration)
        case (.add, .date, .duration), (.subtract, .date, .duration):
            if case .literal(.duration(let literal)) = right.kind, literal.unit.isAtLeastADay {
                return made(.date)
            }
            return made(.datetime)
        case (.add, .datetime, .duration), (.subtract, .datetime, .duration): return made(.datetime)
        case (.add, .duration, .duration), (.subtract, .duration, .duration): return made(.duration)
        case (.multiply, .duration, .int), (.multiply, .int, .duration), (.divide, .duration, .int):
            return made(.duration)
        case (.divide, .duration, .duration): return made(.decimal)
        case (.divide, .money, .money): return made(.decimal)
        case (.multiply, .money, .money): break
        case (.add, .money, .percent), (.subtract, .money, .percent): break
        case (_, .money, let b) where b.isNumeric: return made(.money)
        case (.multiply, let a, .money) where a.isNumeric: return made(.money)
        case (.add, let a, .money) where a == .int || a == .decimal: return made(.money)
        case (.subtract, let a, .money) where a == .int || a == .decimal: return made(.money)
        case (.add, .percent, .percent), (.subtract, .percent, .percent): return made(.percent)
        case (.divide, let a, let b) where a.isNumeric && b.isNumeric && b != .money: return made(.decimal)
        case (.modulo, .int, .int): return made(.int)
        case (_, .int, .int): return made(.int)
        case (_, let a, let b) where a.isNumeric && b.isNumeric && a != .money && b != .money:
            return made(.decimal)
        default: break
        }
        let verb =
            switch op {
            case .add: "add \(right.type.phrase) to \(left.type.phrase)"
            case .subtract: "subtract \(right.type.phrase) from \(left.type.phrase)"
            case .multiply: "multiply \(left.type.phrase) by \(right.type.phrase)"
            case .divide: "divide \(left.type.phrase) by \(right.type.phrase)"
            case .modulo: "take \(left.type.phrase) modulo \(right.type.phrase)"
            }
        return invalid(.typeMismatch, "cannot \(verb)", at: span)
    }
}

extension TimeUnit {
    package var isAtLeastADay: Bool {
        switch self {
        case .second, .minute, .hour: false
        case .day, .week, .month, .quarter, .year: true
        }
    }
}

extension Literal {
    package var type: Type {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .decimal: .decimal
        case .money: .money
        case .percent: .percent
        case .text: .text
        case .date, .today, .yesterday, .tomorrow: .date
        case .month, .period: .period
        case .dateTime, .relative, .now: .datetime
        case .duration: .duration
        }
    }
}
