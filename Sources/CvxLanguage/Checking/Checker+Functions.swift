// `def`: what a function takes and gives, and its body.
extension Checker {
    /// A function whose body is looked at when it is first called, or where it stands.
    struct PendingFunction {
        var definition: Definition
        var span: Span
        var isBeingChecked = false
    }

    /// What a `return` may give, and what those so far gave.
    struct Returning {
        var declared: Type?
        var found: Type = .null
    }

    /// Makes the functions of a file known before its statements are looked at, so that they may call one another.
    mutating func register(_ statements: [Statement]) throws {
        for statement in statements {
            guard case .define(let definition) = statement.kind else { continue }
            let name = definition.name
            if AggregateFunction.named(name.text) != nil || ScalarFunction.named(name.text) != nil
                || name.text.foldedWord == "coalesce"
            {
                report(
                    .duplicateName, "`\(name.text)` is a function of the language", at: name.span,
                    help: "choose another name")
                continue
            }
            if pending[name.text.foldedWord] != nil || imported[name.text.foldedWord] != nil {
                let other = imported[name.text.foldedWord].map { ", in \($0)" } ?? ""
                report(
                    .duplicateName, "there is a function `\(name.text)` already\(other)", at: name.span,
                    help: "choose another name")
                continue
            }
            pending[name.text.foldedWord] = PendingFunction(definition: definition, span: statement.span)
            environment.functionNumbers[name.text.foldedWord] = nil
        }
    }

    mutating func define(_ definition: Definition) throws {
        guard scopes.isEmpty else {
            return report(
                .wrongPlace, "a function is defined outside of blocks", at: definition.name.span,
                help: "put `def \(definition.name.text)` at the top level of the file")
        }
        _ = try function(definition.name.text)
    }

    /// The function of a name, its body checked; nil where there is none.
    mutating func function(_ name: String) throws -> FunctionSignature? {
        let key = name.foldedWord
        guard var wanted = pending[key], !wanted.isBeingChecked else { return environment.function(key) }
        wanted.isBeingChecked = true
        pending[key] = wanted
        try checkFunction(wanted.definition, at: wanted.span)
        pending[key] = nil
        return environment.function(key)
    }

    private mutating func checkFunction(_ definition: Definition, at span: Span) throws {
        let outer = (
            scopes, row, aggregatesAllowed, isInterpolating, loopDepth, transactionDepth, localsInUse,
            localCount,
            returning, currentFunction, environment.lastResult, declarationOf
        )
        defer {
            (
                scopes, row, aggregatesAllowed, isInterpolating, loopDepth, transactionDepth, localsInUse,
                localCount, returning, currentFunction, environment.lastResult, declarationOf
            ) = outer
        }
        (scopes, row, aggregatesAllowed, isInterpolating) = ([], .none, false, false)
        (loopDepth, transactionDepth, localsInUse, localCount) = (0, 0, 0, 0)
        if environment.lastResult != nil { environment.lastResult = .unknown }

        let parameters = try self.parameters(definition.parameters)
        let declared = try definition.result.map { try resolve($0) }
        let key = definition.name.text.foldedWord
        var signature = FunctionSignature(
            number: environment.functionTable.count, name: definition.name.text, parameters: parameters,
            result: declared ?? .unknown)
        // So that it may call itself.
        environment.functionNumbers[key] = signature.number
        environment.functionTable.append(signature)
        currentFunction = signature.number
        returning = Returning(declared: declared)

        let body = try inScope { checker -> [CheckedStatement] in
            for (parameter, syntax) in zip(parameters, definition.parameters) {
                _ = checker.declare(syntax.name, parameter.type, mustBeRead: true)
            }
            switch definition.body {
            case .block(let block): return try checker.check(block.statements)
            case .expression(let expression):
                let value = try checker.giveBack(try checker.check(expression))
                let simple = try checker.asOneQuestion(value, parameters)
                if !value.contains({ $0.calls(signature.number) }) { signature.inlined = value }
                return [
                    CheckedStatement(
                        .return(
                            CheckedPipeline(
                                source: .value(simple), operations: [], type: simple.type, span: simple.span)),
                        span: simple.span)
                ]
            }
        }
        if declared == nil { signature.result = returning?.found ?? .null }
        environment.functionTable[signature.number] = signature
        functions[signature.number] = CheckedFunction(
            name: definition.name.text, source: source, body: body, localCount: localCount, span: span)
    }

    private mutating func parameters(
        _ parameters: [Parameter]
    ) throws -> [FunctionSignature.Parameter] {
        var names: Set<String> = []
        var sawDefault = false
        return try parameters.map { parameter in
            if !names.insert(parameter.name.text).inserted {
                report(
                    .duplicateName, "two parameters are called `\(parameter.name.text)`",
                    at: parameter.name.span)
            }
            let type = try resolve(parameter.type)
            let value = try parameter.defaultValue.map { fitted(try check($0), to: type) }
            if value == nil, sawDefault {
                report(
                    .wrongPlace, "a parameter without a default stands behind one with",
                    at: parameter.name.span,
                    help: "put those that every call has to give first")
            }
            sawDefault = value != nil
            return FunctionSignature.Parameter(
                name: parameter.name.text, type: type, defaultValue: value)
        }
    }

    /// A value that the function gives, as one of the type that it says it gives.
    mutating func giveBack(_ value: CheckedExpression) throws -> CheckedExpression {
        if let declared = returning?.declared {
            return fitted(value, to: declared, help: "the function says that it gives \(declared.phrase)")
        }
        let found = (returning?.found ?? .null).joined(value.type)
        returning?.found = found
        return value
    }

    mutating func checkReturn(_ pipeline: Pipeline?, at span: Span) throws -> CheckedStatement.Kind? {
        guard let current = returning else {
            report(
                .wrongPlace, "`return` stands in no function", at: span, help: "`exit` ends the program")
            return nil
        }
        guard let pipeline else {
            if let declared = current.declared {
                report(
                    .typeMismatch, "the function says that it gives \(declared.phrase)", at: span,
                    help: "write what it gives: `return …`")
            }
            return .return(nil)
        }
        let value = try check(pipeline)
        if let declared = current.declared {
            return .return(
                try converted(
                    value, to: declared, help: "the function says that it gives \(declared.phrase)"))
        }
        returning?.found = current.found.joined(value.type)
        return .return(value)
    }
}

extension CheckedExpression {
    /// Is a call of the function.
    fileprivate func calls(_ number: Int) -> Bool {
        if case .callFunction(number, _) = kind { true } else { false }
    }
}
