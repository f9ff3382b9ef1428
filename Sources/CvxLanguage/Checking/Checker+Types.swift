// Types as a program writes them, and values that are to be of one.
extension Checker {
    /// The words of types that are no vocabulary and no entity.
    static let typeNames: [(word: String, type: Type)] = [
        ("any", .unknown), ("bool", .bool), ("int", .int), ("decimal", .decimal), ("number", .decimal),
        ("money", .money), ("percent", .percent), ("text", .text), ("date", .date), ("datetime", .datetime),
        ("duration", .duration), ("phone", .phone), ("record", .unknown), ("list", .list(.unknown)),
    ]

    /// Reported and `unknown` where there is no such type.
    mutating func resolve(_ name: TypeName) throws -> Type {
        switch name.kind {
        case .list(let element): return .list(try resolve(element))
        case .named(let word):
            let folded = word.text.foldedWord
            if let known = Self.typeNames.first(where: { $0.word == folded }) { return known.type }
            if let entity = try schema.entity(word.text) {
                if entity.singular.foldedWord != folded {
                    report(
                        .unknownType, "`\(word.text)` are many rows", at: word.span,
                        help: "one row is `\(entity.singular)`, a list of them `[\(entity.singular)]`")
                }
                return .entity(entity.name)
            }
            if schema.vocabulary(word.text) != nil { return .enumeration(folded) }
            let words = Self.typeNames.map(\.word) + (try schema.entityNames())
            report(
                .unknownType, "there is no type `\(word.text)`", at: word.span,
                help: suggestion(
                    word.text, in: words,
                    otherwise: "types: " + Self.typeNames.map(\.word).joined(separator: ", ")))
            return .unknown
        }
    }

    /// The pipeline with a value of the type that is declared, where one is.
    mutating func converted(_ pipeline: CheckedPipeline, to name: TypeName?) throws -> CheckedPipeline {
        guard let name else { return pipeline }
        return try converted(pipeline, to: try resolve(name), help: nil)
    }

    /// - Parameter help: what to do where the value does not fit
    mutating func converted(
        _ pipeline: CheckedPipeline, to type: Type, help: String?
    ) throws -> CheckedPipeline {
        if fits(pipeline.type, type) {
            // `null` and `[]` are of the type that is declared.
            var typed = pipeline
            if !type.isOpen { typed.type = type }
            return typed
        }
        let value: CheckedExpression =
            if case .value(let expression) = pipeline.source, pipeline.operations.isEmpty {
                expression
            } else {
                CheckedExpression(.pipeline(pipeline), pipeline.type, pipeline.span)
            }
        let fitting = fitted(value, to: type, help: help)
        return CheckedPipeline(source: .value(fitting), operations: [], type: type, span: pipeline.span)
    }

    /// Every value of one type can be used as one of the other without a change.
    private func fits(_ type: Type, _ wanted: Type) -> Bool {
        if type == wanted || type == .null || wanted == .null || wanted == .unknown { return true }
        if case .list(let element) = type, case .list(let other) = wanted { return fits(element, other) }
        return false
    }

    /// A value as one of the type: numbers widen, checked literals become what they spell.
    mutating func fitted(_ value: CheckedExpression, to type: Type, help: String? = nil) -> CheckedExpression
    {
        if fits(value.type, type) { return value }
        let isConvertible =
            switch (value.type, type) {
            case (.unknown, _), (.list(.unknown), .list): true
            case (.int, .decimal), (.int, .money), (.decimal, .money): true
            case (.phone, .text), (.enumeration, .text), (.json, .text), (.date, .datetime): true
            default: false
            }
        if isConvertible { return CheckedExpression(.convert(value), type, value.span) }
        if case .literal(.text) = value.kind, let literal = literal(value, as: type) { return literal }
        return invalid(
            .typeMismatch, "expected \(type.phrase), found \(value.type.phrase)", at: value.span, help: help)
    }

    /// Text in quotes where a date, a phone number or a word of a vocabulary is wanted.
    private mutating func literal(_ value: CheckedExpression, as type: Type) -> CheckedExpression? {
        switch type {
        case .date, .datetime: dateLiteral(value)
        case .phone: phoneLiteral(value)
        case .enumeration(let vocabulary):
            if case .literal(.text(let text)) = value.kind, let words = schema.vocabulary(vocabulary) {
                word(text, of: vocabulary, words, at: value.span)
            } else {
                nil
            }
        default: nil
        }
    }
}
