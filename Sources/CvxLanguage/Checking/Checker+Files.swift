/// Finds the file that a `use` in another names, and parses it. Throws a diagnostic without a place.
package typealias SourceFiles = (_ path: String, _ user: SourceText) throws -> (SourceText, ParseOutput)

// `use "lib.cvx"`: the declarations of other files.
extension Checker {
    mutating func use(in statements: [Statement]) throws {
        for statement in statements {
            if case .use(let path, let span) = statement.kind { try use(path, at: span) }
        }
    }

    private mutating func use(_ path: String, at span: Span) throws {
        guard let files else {
            return report(.wrongPlace, "there are no files here to use", at: span)
        }
        let file: (source: SourceText, parsed: ParseOutput)
        do { file = try files(path, source) } catch let fault as Diagnostic {
            return report(fault.code, fault.message, at: span, help: fault.help)
        }
        let name = file.source.name
        // A folder that is a link to itself gives one file ever new names.
        guard !(reading + [source.name]).contains(name), reading.count < 100 else {
            let circle = (reading.drop { $0 != name } + [source.name, name]).joined(separator: " → ")
            return report(
                .useCircle, "files use one another in a circle", at: span, help: circle)
        }
        if exports[name] == nil { exports[name] = try read(file.source, file.parsed) }
        if let exported = exports[name] { try bring(exported, from: path, at: span) }
    }

    /// Checks a file for what it declares; it sees nothing of who uses it.
    private mutating func read(_ file: SourceText, _ parsed: ParseOutput) throws -> CheckEnvironment {
        let outer = (
            source, environment, pending, imported, scopes, localsInUse, localCount, declarationOf
        )
        reading.append(source.name)
        source = file
        environment.variables = [:]
        environment.views = [:]
        environment.functionNumbers = [:]
        environment.lastResult = nil
        (pending, imported, scopes, localsInUse, localCount, declarationOf) = ([:], [:], [], 0, 0, [:])
        for var fault in parsed.diagnostics {
            fault.source = file
            diagnostics.append(fault)
        }
        var statements: [Statement] = []
        for statement in parsed.program.statements where isDeclaration(statement) {
            statements.append(statement)
        }
        try use(in: statements)
        let before = (environment.variables, environment.views, environment.functionNumbers)
        try register(statements)
        let checked = try check(statements)
        modules.append(CheckedModule(source: file, statements: checked, localCount: localCount))
        var exported = CheckEnvironment()
        exported.variables = environment.variables.filter { before.0[$0.key]?.slot != $0.value.slot }
        exported.views = environment.views.filter { before.1[$0.key] == nil }
        exported.functionNumbers = environment.functionNumbers.filter { before.2[$0.key] != $0.value }
        let (slots, table) = (environment.slotCount, environment.functionTable)
        (
            source, environment, pending, imported, scopes, localsInUse, localCount, declarationOf
        ) = outer
        (environment.slotCount, environment.functionTable) = (slots, table)
        reading.removeLast()
        return exported
    }

    private mutating func isDeclaration(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .define, .let, .view, .use, .invalid: return true
        default:
            report(
                .wrongPlace, "a file that others use holds declarations alone", at: statement.span,
                help: "`def`, `let`, `view` and `use`; put this into the script, or into a `def`")
            return false
        }
    }

    private mutating func bring(_ exported: CheckEnvironment, from path: String, at span: Span) throws {
        for (name, variable) in exported.variables {
            environment.variables[name] = variable
            environment.views[name] = nil
        }
        for (name, view) in exported.views {
            environment.views[name] = view
            environment.variables[name] = nil
        }
        for (key, number) in exported.functionNumbers {
            if let other = imported[key], environment.functionNumbers[key] != number {
                report(
                    .duplicateName,
                    "`\(environment.functionTable[number].name)` is in \(other) and in \(path)",
                    at: span, help: "rename one of them")
                continue
            }
            imported[key] = path
            environment.functionNumbers[key] = number
        }
    }
}
