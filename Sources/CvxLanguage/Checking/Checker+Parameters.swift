/// What a program is given for one of its `params`.
package struct ProgramArgument: Sendable {
    package var name: String
    /// As it was typed.
    package var text: String
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

// `params { … }`: the options of a script, typed and checked before anything of it runs.
extension Checker {
    /// The parameters' variables, bound to what was given or to their defaults.
    mutating func checkParameters(
        of statements: [Statement], _ arguments: [ProgramArgument]?
    ) throws -> [CheckedStatement] {
        var declared: [Parameter] = []
        var found: Span?
        for (index, statement) in statements.enumerated() {
            guard case .parameters(let parameters) = statement.kind else { continue }
            if purpose == .interactive {
                report(
                    .wrongPlace, "`params` are the options of a file", at: statement.span,
                    help: "here write `let`")
            } else if found != nil {
                report(
                    .duplicateName, "there are `params` already", at: statement.span, help: "put all into one"
                )
            } else if statements[..<index].contains(where: \.runs) {
                report(
                    .wrongPlace, "`params` stand before the first statement", at: statement.span,
                    help: "put them at the top of the file")
            }
            found = statement.span
            declared += parameters
        }
        var names: Set<String> = []
        var bound: [CheckedStatement] = []
        for parameter in declared {
            guard names.insert(parameter.name.text.foldedWord).inserted else {
                report(
                    .duplicateName, "two parameters are called `\(parameter.name.text)`",
                    at: parameter.name.span)
                continue
            }
            let given = arguments?.first { $0.name.foldedWord == parameter.name.text.foldedWord }
            bound.append(try bind(parameter, given, isRun: arguments != nil))
        }
        for argument in arguments ?? [] where !names.contains(argument.name.foldedWord) {
            report(unknown: argument, among: declared)
        }
        return bound
    }

    private mutating func bind(
        _ parameter: Parameter, _ given: ProgramArgument?, isRun: Bool
    ) throws -> CheckedStatement {
        let span = parameter.name.span.union(parameter.type.span)
        let type = try resolve(parameter.type)
        // Looked at also where a value is given.
        let usual = try parameter.defaultValue.map { fitted(try check($0), to: type) }
        var value = usual ?? CheckedExpression(.literal(.null), .null, span)
        if let given {
            value = try argument(given, type, span) ?? CheckedExpression(.invalid, .unknown, span)
        } else if usual == nil, !parameter.type.isOptional, isRun {
            report(
                .missingParameter, "`\(parameter.name.text)` has no value", at: span,
                help: "give it one: `--\(parameter.name.text.asOption) …`")
        }
        let variable = declare(parameter.name, type)
        let pipeline = CheckedPipeline(source: .value(value), operations: [], type: type, span: span)
        return CheckedStatement(.bind(variable, pipeline), span: span)
    }

    private mutating func report(unknown argument: ProgramArgument, among declared: [Parameter]) {
        let options = declared.map { "--" + $0.name.text.asOption }
        let option = "--" + argument.name.asOption
        let known =
            options.isEmpty
            ? "the script takes none: it has no `params`" : "parameters: " + options.joined(separator: ", ")
        diagnostics.append(
            Diagnostic(
                .unknownParameter, "there is no parameter \(option)",
                help: Spelling.closest(to: option, in: options).map { "did you mean \($0)?" } ?? known))
    }

    // MARK: values from text

    /// What was typed, as a value of the parameter's type; nil where it is none, which is reported.
    private mutating func argument(
        _ given: ProgramArgument, _ type: Type, _ span: Span
    ) throws -> CheckedExpression? {
        if let value = try literal(given.text, type, span) { return value }
        report(
            .badParameter,
            "--\(given.name.asOption) is given `\(given.text)`, which is not \(type.phrase)", at: span,
            help: try hint(type))
        return nil
    }

    private mutating func literal(_ text: String, _ type: Type, _ span: Span) throws -> CheckedExpression? {
        func made(_ literal: Literal) -> CheckedExpression {
            CheckedExpression(.literal(literal), type, span)
        }
        switch type {
        case .text: return made(.text(text))
        case .phone:
            let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
            return digits == 10 || digits == 11 ? made(.text(text)) : nil
        case .bool:
            switch text.lowercased() {
            case "true", "yes", "on", "1": return made(.bool(true))
            case "false", "no", "off", "0": return made(.bool(false))
            default: return nil
            }
        case .enumeration(let vocabulary):
            return schema.vocabulary(vocabulary)?.first { $0.foldedWord == text.foldedWord }.map {
                CheckedExpression(.symbol($0), type, span)
            }
        case .entity:
            return CheckedExpression(
                .convert(CheckedExpression(.reference(text, exact: true), .unknown, span)), type, span)
        case .list(let element):
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            var items: [CheckedExpression] = []
            for part in text.isEmpty ? [] : parts {
                guard let item = try literal(part.trimmed, element, span) else { return nil }
                items.append(item)
            }
            return CheckedExpression(.list(items), type, span)
        default: break
        }
        guard let expression = try expression(text) else {
            return type == .unknown ? made(.text(text)) : nil
        }
        switch (type, expression.type) {
        case (.unknown, _): return CheckedExpression(expression.kind, expression.type, span)
        case (let wanted, let found) where wanted == found:
            return CheckedExpression(expression.kind, type, span)
        case (.decimal, .int), (.money, .int), (.money, .decimal), (.datetime, .date):
            return CheckedExpression(
                .convert(CheckedExpression(expression.kind, expression.type, span)), type, span)
        default: return nil
        }
    }

    /// The text as a literal of the language: `$250k`, `70%`, `7d`, `2025-09-01`, `7 days ago`.
    private func expression(_ text: String) throws -> CheckedExpression? {
        let source = SourceText(name: "argument", text: text)
        let output = Parser.parse(source, door: .shell, shapes: [])
        guard output.diagnostics.isEmpty, output.program.statements.count == 1,
            case .pipeline(let pipeline) = output.program.statements[0].kind, pipeline.stages.isEmpty,
            case .expression(let expression) = pipeline.source
        else { return nil }
        switch expression.kind {
        case .literal(let literal): return CheckedExpression(.literal(literal), literal.type, expression.span)
        case .negate(let inner):
            guard case .literal(let literal) = inner.kind else { return nil }
            let value = CheckedExpression(.literal(literal), literal.type, inner.span)
            return CheckedExpression(.negate(value), literal.type, expression.span)
        default: return nil
        }
    }

    private func hint(_ type: Type) throws -> String? {
        switch type {
        case .int: "as in 85"
        case .decimal: "as in 2.5"
        case .money: "as in 250000, or '$250k' in quotes of the shell"
        case .percent: "as in 70%"
        case .date: "as in 2025-09-01"
        case .datetime: "as in 2025-09-01T09:00, or '7 days ago'"
        case .duration: "as in 30min, 2h or 7d"
        case .bool: "true or false"
        case .phone: "ten digits"
        case .enumeration(let name): schema.vocabulary(name).map { "values: " + $0.joined(separator: ", ") }
        case .list(let element): "several stand with commas between them, each \(element.phrase)"
        default: nil
        }
    }
}

extension Statement {
    /// Does something, rather than declare.
    fileprivate var runs: Bool {
        switch kind {
        case .define, .parameters, .allow, .use, .invalid: false
        default: true
        }
    }
}

extension String {
    /// A parameter's name as an option of the command line has it: `min-score`.
    package var asOption: String { String(map { $0 == "_" ? "-" : $0 }) }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
