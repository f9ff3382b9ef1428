// Calls of a program's functions. Over rows of a store a call becomes the function's one expression, so that the
// question stays one of SQL.
extension Checker {
    /// What a parameter is given.
    private enum Argument {
        case value(CheckedExpression)
        /// The current row, or one that it belongs to.
        case row(relations: [String], entity: String)

        var dependsOnRow: Bool {
            switch self {
            case .value(let value): value.dependsOnRow
            case .row: true
            }
        }
    }

    mutating func callFunction(
        _ function: FunctionSignature, _ name: Name, _ items: [Item], _ span: Span
    ) throws -> CheckedExpression {
        guard let arguments = try arguments(of: function, items, span) else {
            return CheckedExpression(.invalid, .unknown, span)
        }
        calls.append(
            FunctionCall(
                caller: currentFunction, callee: function.number, span: name.span, source: currentSource,
                inTransaction: transactionDepth > 0))
        if arguments.contains(where: \.dependsOnRow) {
            var budget = Self.inliningLimit
            if let inlined = inline(function, arguments, span, &budget) { return inlined }
            let isOfStore = if case .entity = row { !isSelecting } else { false }
            if isOfStore || arguments.contains(where: { if case .row = $0 { true } else { false } }) {
                return invalid(
                    .notForStores, "`\(function.name)` cannot be asked of rows of a store", at: name.span,
                    help: budget < 0
                        ? "it is too large"
                        : "make it one expression over fields: `def \(function.name)(…) = …`")
            }
        }
        let values = arguments.compactMap { if case .value(let value) = $0 { value } else { nil } }
        return CheckedExpression(.callFunction(function.number, values), function.result, span)
    }

    private mutating func arguments(
        of function: FunctionSignature, _ items: [Item], _ span: Span
    ) throws -> [Argument]? {
        var given: [Int: Item] = [:]
        var place = 0
        // What the current row is for.
        let takesRow =
            if case .entity(let entity) = row, case .entity(entity.name)? = function.parameters.first?.type {
                items.count < function.parameters.count && items.allSatisfy { $0.name == nil }
                    && function.parameters.dropFirst(items.count + 1).allSatisfy { $0.defaultValue != nil }
                    && !isRow(items.first?.value, of: entity.name)
            } else {
                false
            }
        if takesRow { place = 1 }
        for item in items {
            var index = place
            if let label = item.name {
                guard
                    let found = function.parameters.firstIndex(where: {
                        $0.name.foldedWord == label.text.foldedWord
                    })
                else {
                    report(
                        .badArgument, "`\(function.name)` has no parameter `\(label.text)`", at: label.span,
                        help: suggestion(
                            label.text, in: function.parameters.map(\.name),
                            otherwise: "it is \(spelling(of: function))"))
                    return nil
                }
                index = found
            } else {
                place += 1
            }
            guard index < function.parameters.count, given[index] == nil else {
                report(
                    .badArgument, "`\(function.name)` does not take this", at: item.span,
                    help: "it is \(spelling(of: function))")
                return nil
            }
            given[index] = item
        }
        var arguments: [Argument] = []
        for (index, parameter) in function.parameters.enumerated() {
            if let item = given[index] {
                arguments.append(try argument(item.value, for: parameter))
            } else if index == 0, takesRow, case .entity(let entity) = row {
                arguments.append(.row(relations: [], entity: entity.name))
            } else if let value = parameter.defaultValue {
                arguments.append(.value(value))
            } else {
                report(
                    .badArgument, "`\(function.name)` needs `\(parameter.name)`", at: span,
                    help: "it is \(spelling(of: function))")
                return nil
            }
        }
        return arguments
    }

    private mutating func argument(
        _ expression: Expression, for parameter: FunctionSignature.Parameter
    ) throws -> Argument {
        if case .entity(let entity) = parameter.type, isRow(expression, of: entity),
            let path = try rowPath(expression)
        {
            return .row(relations: path.relations, entity: entity)
        }
        return .value(fitted(try check(expression, beside: parameter.type), to: parameter.type))
    }

    /// `lead` in a question about leads is the row itself, in one about calls the lead that each belongs to.
    private mutating func rowPath(_ expression: Expression) throws -> Path? {
        if let path = try path(expression) { return path }
        guard case .name(let name) = expression.kind, case .entity(let entity) = row,
            entity.singular.foldedWord == name.text.foldedWord, entity.member(name.text) == nil
        else { return nil }
        return Path(relations: [], entity: entity, span: name.span)
    }

    private func isRow(_ expression: Expression?, of entity: String) -> Bool {
        guard let expression else { return false }
        var checker = self
        guard let path = try? checker.rowPath(expression) else { return false }
        return path.entity.name == entity
    }

    // MARK: one expression in the place of a call

    private static let inliningLimit = 4_000

    /// The function's expression with the arguments in the place of its parameters; nil where it cannot be one.
    private func inline(
        _ function: FunctionSignature, _ arguments: [Argument], _ span: Span, _ budget: inout Int
    ) -> CheckedExpression? {
        guard let body = function.inlined, let result = substitute(body, arguments, &budget), budget >= 0,
            result.canBeAsked
        else { return nil }
        return CheckedExpression(result.kind, result.type, span)
    }

    private func substitute(
        _ expression: CheckedExpression, _ arguments: [Argument], _ budget: inout Int
    ) -> CheckedExpression? {
        budget -= 1
        guard budget >= 0 else { return nil }
        switch expression.kind {
        case .variable(let variable) where !variable.isGlobal:
            guard variable.slot < arguments.count else { return nil }
            switch arguments[variable.slot] {
            case .value(let value): return value
            case .row(let relations, let entity):
                let id = FieldPath(relations: relations, entity: entity, field: "id")
                return CheckedExpression(.field(id), expression.type, expression.span)
            }
        case .member(let base, let name):
            guard case .row(let relations, let entity)? = row(base, arguments) else { break }
            switch expression.type {
            case .list(.entity): return nil
            case .entity(let target):
                let id = FieldPath(relations: relations + [name], entity: target, field: "id")
                return CheckedExpression(.field(id), expression.type, expression.span)
            default:
                let field = FieldPath(relations: relations, entity: entity, field: name)
                return CheckedExpression(.field(field), expression.type, expression.span)
            }
        case .onRow(let base, _, let body):
            guard case .row(let relations, _)? = row(base, arguments) else { break }
            return prefixed(body, relations, arguments, &budget)
        case .pipeline, .lastResult:
            // What it asks would have to be asked again for each row.
            return nil
        case .callFunction(let number, let inner):
            let function = environment.functionTable[number]
            var given: [Argument] = []
            for argument in inner {
                if let row = row(argument, arguments) {
                    given.append(row)
                } else if let value = substitute(argument, arguments, &budget) {
                    given.append(.value(value))
                } else {
                    return nil
                }
            }
            if given.contains(where: \.dependsOnRow) {
                return inline(function, given, expression.span, &budget)
            }
            let values = given.compactMap { if case .value(let value) = $0 { value } else { nil } }
            return CheckedExpression(.callFunction(number, values), expression.type, expression.span)
        default: break
        }
        var failed = false
        let result = expression.mapChildren { child in
            guard let changed = substitute(child, arguments, &budget) else {
                failed = true
                return child
            }
            return changed
        }
        return failed ? nil : result
    }

    /// The row that an expression of the body means, where it means the current one or one that it belongs to.
    private func row(_ expression: CheckedExpression, _ arguments: [Argument]) -> Argument? {
        switch expression.kind {
        case .variable(let variable) where !variable.isGlobal && variable.slot < arguments.count:
            if case .row = arguments[variable.slot] { return arguments[variable.slot] }
            return nil
        case .member(let base, let name):
            guard case .entity(let target) = expression.type,
                case .row(let relations, _)? = row(base, arguments)
            else { return nil }
            return .row(relations: relations + [name], entity: target)
        default: return nil
        }
    }

    /// An expression over a row as one over a row that belongs to it.
    private func prefixed(
        _ expression: CheckedExpression, _ relations: [String], _ arguments: [Argument], _ budget: inout Int
    ) -> CheckedExpression? {
        switch expression.kind {
        case .field(var path):
            path.relations = relations + path.relations
            return CheckedExpression(.field(path), expression.type, expression.span)
        case .quantified(var quantification):
            quantification.relations = relations + quantification.relations
            if let condition = quantification.condition {
                // Its rows are others; only what the call gives is put in.
                guard !arguments.contains(where: { $0.dependsOnRow && condition.mentionsParameter }),
                    let inner = substitute(condition, arguments, &budget)
                else { return nil }
                quantification.condition = inner
            }
            return CheckedExpression(.quantified(quantification), expression.type, expression.span)
        case .variable: return substitute(expression, arguments, &budget)
        default: break
        }
        var failed = false
        let result = expression.mapChildren { child in
            guard let changed = prefixed(child, relations, arguments, &budget) else {
                failed = true
                return child
            }
            return changed
        }
        return failed ? nil : result
    }

    /// `hot(l: lead, limit: int)`
    private func spelling(of function: FunctionSignature) -> String {
        let list = function.parameters.map {
            "\($0.name): \(spelling(of: $0.type))\($0.defaultValue == nil ? "" : " = …")"
        }
        return "\(function.name)(\(list.joined(separator: ", ")))"
    }

    /// A type as a program writes it.
    func spelling(of type: Type) -> String {
        switch type {
        case .enumeration(let name): name
        case .entity(let name): (try? schema.entity(name))?.singular ?? name
        case .list(let element): "[\(spelling(of: element))]"
        case .record: "record"
        default: Self.typeNames.first { $0.type == type }?.word ?? "any"
        }
    }

    /// A body over the fields of one row is one question to its store, not one for each field.
    mutating func asOneQuestion(
        _ body: CheckedExpression, _ parameters: [FunctionSignature.Parameter]
    ) throws -> CheckedExpression {
        let rows = parameters.indices.filter {
            if case .entity = parameters[$0].type { true } else { false }
        }
        guard rows.count == 1, let index = rows.first, case .entity(let entity) = parameters[index].type
        else {
            return body
        }
        let variables = parameters.enumerated().map { place, parameter in
            CheckedExpression(
                .variable(CheckedVariable(name: parameter.name, slot: place, isGlobal: false)),
                parameter.type,
                body.span)
        }
        var arguments = variables.map { Argument.value($0) }
        arguments[index] = .row(relations: [], entity: entity)
        var budget = Self.inliningLimit
        guard let question = substitute(body, arguments, &budget), question.dependsOnRow, question.canBeAsked
        else {
            return body
        }
        return CheckedExpression(
            .onRow(variables[index], entity: entity, question), body.type, body.span)
    }
}

extension CheckedExpression {
    fileprivate var mentionsParameter: Bool {
        contains { if case .variable(let variable) = $0.kind { !variable.isGlobal } else { false } }
    }
}
