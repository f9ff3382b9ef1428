extension Checker {
    mutating func checkCall(
        _ callee: Expression, _ arguments: [Item], _ span: Span
    ) throws -> CheckedExpression {
        guard case .name(let name) = callee.kind else {
            return invalid(.unknownFunction, "only a function can be called", at: callee.span)
        }
        if let function = try function(name.text) {
            return try callFunction(function, name, arguments, span)
        }
        for argument in arguments {
            if let label = argument.name {
                report(.badArgument, "`\(name.text)` has no named arguments", at: label.span)
            }
        }
        if let aggregate = AggregateFunction.named(name.text) {
            return try checkAggregate(aggregate, name, arguments, span)
        }
        if let function = ScalarFunction.named(name.text) {
            return try checkScalar(function, name, arguments, span)
        }
        if name.text.foldedWord == "coalesce", let first = arguments.first {
            return try arguments.dropFirst().reduce(try check(first.value)) { left, item in
                try coalesce(left, try check(item.value), span)
            }
        }
        let known =
            environment.functionNumbers.values.map { environment.functionTable[$0].name }
            + ScalarFunction.allCases.map(\.rawValue)
            + AggregateFunction.allCases.map(\.rawValue)
        return invalid(
            .unknownFunction, "there is no function `\(name.text)`", at: name.span,
            help: suggestion(name.text, in: known, otherwise: "`describe functions` lists them"))
    }

    private mutating func checkAggregate(
        _ function: AggregateFunction, _ name: Name, _ arguments: [Item], _ span: Span
    ) throws -> CheckedExpression {
        if arguments.count > 1 {
            return invalid(.badArgument, "`\(name.text)` takes one argument", at: span)
        }
        if arguments.isEmpty, function != .count {
            return invalid(
                .badArgument, "`\(name.text)` needs what to work on", at: span, help: "\(name.text)(score)")
        }
        let wasAllowed = aggregatesAllowed
        aggregatesAllowed = false
        defer { aggregatesAllowed = wasAllowed }
        let value = try arguments.first.map { try check($0.value) }
        if let value, value.type.element != nil {
            let element = value.type.element ?? .unknown
            let type = function.result(of: element == .unknown ? .unknown : element)
            return CheckedExpression(.listAggregate(function, value), function == .count ? .int : type, span)
        }
        guard wasAllowed else {
            return invalid(
                .aggregateMisplaced, "`\(name.text)` works on a group of rows, not on one", at: span,
                help: "put it in `aggregate`, as in `aggregate n: \(source.text(span))`")
        }
        if let value, function == .sum || function == .avg, !value.type.isNumeric, value.type != .unknown,
            value.type != .duration
        {
            return invalid(
                .badArgument, "`\(name.text)` needs numbers, found \(value.type.phrase)", at: value.span)
        }
        if value?.type == .secret {
            return invalid(.typeMismatch, "a secret cannot be aggregated", at: span)
        }
        return CheckedExpression(.aggregate(function, value), function.result(of: value?.type ?? .int), span)
    }

    private mutating func checkScalar(
        _ function: ScalarFunction, _ name: Name, _ arguments: [Item], _ span: Span
    ) throws -> CheckedExpression {
        let shape = function.shape
        let least = shape.parameters.count - shape.optional
        guard (least...shape.parameters.count).contains(arguments.count) else {
            return invalid(
                .badArgument,
                "`\(function.rawValue)` takes \(shape.parameters.count) argument\(shape.parameters.count == 1 ? "" : "s"), not \(arguments.count)",
                at: span, help: "as in `\(shape.example)`")
        }
        var checked: [CheckedExpression] = []
        for (parameter, argument) in zip(shape.parameters, arguments) {
            let value = try check(argument.value)
            if !parameter.accepts(value.type) {
                return invalid(
                    .badArgument, "`\(function.rawValue)` does not take \(value.type.phrase) here",
                    at: value.span, help: "as in `\(shape.example)`")
            }
            checked.append(value)
        }
        if function == .least || function == .greatest {
            let (left, right) = harmonize(checked[0], checked[1])
            checked = [left, right]
        }
        if function == .env, let fault = refuseSecret(checked[0]) { return fault }
        return CheckedExpression(
            .call(function, checked), shape.result.type(of: checked.first?.type ?? .unknown), span)
    }

    /// The environment is for settings; a secret that a program holds gets into its output, sooner or later.
    private mutating func refuseSecret(_ name: CheckedExpression) -> CheckedExpression? {
        guard case .literal(.text(let text)) = name.kind, text.namesSecret else { return nil }
        return invalid(
            .badArgument, "`\(text)` looks like a secret, which no program reads", at: name.span,
            help: "providers take theirs from the settings: `key_env`, `key_file`")
    }
}

extension ScalarFunction.Parameter {
    func accepts(_ type: Type) -> Bool {
        if type == .unknown || type == .null { return true }
        return switch self {
        case .text: type.isTextual
        case .number: type.isNumeric
        case .int: type == .int
        case .moment: type == .date || type == .datetime
        case .phone: type == .phone || type == .text
        case .any: type != .secret
        case .list: type.element != nil
        case .record: if case .record = type { true } else { false }
        case .textOrList, .listOrText: type.isTextual || type.element != nil
        case .textOrMoment: type.isTextual || type == .date || type == .datetime
        }
    }
}

extension ScalarFunction.Result {
    /// - Parameter first: the type of the first argument
    func type(of first: Type) -> Type {
        switch self {
        case .type(let type): type
        case .same: first
        case .elements: first.element.flatMap { $0.element == nil ? nil : $0 } ?? .list(.unknown)
        case .listsOfSame: .list(first)
        case .fields:
            if case .record(let fields) = first {
                .list(fields.reduce(.null) { $0.joined($1.type) })
            } else {
                .list(.unknown)
            }
        }
    }
}

extension String {
    /// `BATCHDATA_API_KEY`, `db-password`: what such a variable holds is nobody's to print.
    package var namesSecret: Bool {
        let name = uppercased()
        return ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL"].contains {
            name.contains($0)
        }
    }
}

extension AggregateFunction {
    func result(of type: Type) -> Type {
        switch self {
        case .count, .countDistinct: .int
        case .sum, .min, .max: type
        case .avg: type == .int ? .decimal : type
        }
    }
}
