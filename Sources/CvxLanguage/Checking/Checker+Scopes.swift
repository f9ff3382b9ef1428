// Variables: where a name is declared, which place it has, whether it is used.
extension Checker {
    /// The names of one block.
    struct Scope {
        var names: [String: Binding] = [:]
        /// `localsInUse` where the block began.
        var firstLocal: Int
    }

    enum Binding {
        case variable(CheckedVariable, Type)
        case view(CheckedPipeline)
    }

    struct Declaration {
        var name: Name
        var source: SourceText?
        var isRead = false
        /// What `let` and the like made; a loop's variable may be there to count.
        var mustBeRead: Bool
    }

    mutating func inScope<T>(_ body: (inout Checker) throws -> T) rethrows -> T {
        scopes.append(Scope(firstLocal: localsInUse))
        defer { localsInUse = scopes.removeLast().firstLocal }
        return try body(&self)
    }

    func binding(_ name: String) -> Binding? {
        for scope in scopes.reversed() { if let found = scope.names[name] { return found } }
        if let view = environment.views[name] { return .view(view) }
        return environment.variables[name].map {
            .variable(CheckedVariable(name: name, slot: $0.slot, isGlobal: true), $0.type)
        }
    }

    /// The type of a variable or view; nil where there is none of this name.
    func typeOfVariable(_ name: String) -> Type? {
        switch binding(name) {
        case .variable(_, let type)?: type
        case .view(let pipeline)?: pipeline.type
        case nil: nil
        }
    }

    func view(_ name: String) -> CheckedPipeline? {
        if case .view(let pipeline)? = binding(name) { pipeline } else { nil }
    }

    var variableNames: [String] {
        var names = Set(environment.variables.keys).union(environment.views.keys)
        for scope in scopes { names.formUnion(scope.names.keys) }
        return names.sorted()
    }

    /// A new variable in the innermost block, or of the program itself.
    mutating func declare(_ name: Name, _ type: Type, mustBeRead: Bool = true) -> CheckedVariable {
        declaredTypes[name.span] = type
        let variable: CheckedVariable
        if scopes.isEmpty {
            variable = CheckedVariable(name: name.text, slot: environment.slotCount, isGlobal: true)
            environment.slotCount += 1
            environment.variables[name.text] = .init(type: type, slot: variable.slot)
            environment.views[name.text] = nil
        } else {
            variable = CheckedVariable(name: name.text, slot: localsInUse, isGlobal: false)
            localsInUse += 1
            localCount = max(localCount, localsInUse)
            scopes[scopes.count - 1].names[name.text] = .variable(variable, type)
        }
        // What a file declares is for others to use.
        if purpose == .script, reading.isEmpty || !scopes.isEmpty {
            declarationOf[variable.key] = declarations.count
            declarations.append(Declaration(name: name, source: currentSource, mustBeRead: mustBeRead))
        }
        return variable
    }

    mutating func declare(_ name: Name, view: CheckedPipeline) {
        declaredTypes[name.span] = view.type
        if scopes.isEmpty {
            environment.views[name.text] = view
            environment.variables[name.text] = nil
        } else {
            scopes[scopes.count - 1].names[name.text] = .view(view)
        }
    }

    /// What is known of a variable's values has become more: `let all = []`, then `$all = $all + [1]`.
    mutating func refine(_ variable: CheckedVariable, to type: Type) {
        guard !variable.isGlobal else {
            environment.variables[variable.name]?.type = type
            return
        }
        for index in scopes.indices.reversed() where scopes[index].names[variable.name] != nil {
            scopes[index].names[variable.name] = .variable(variable, type)
            return
        }
    }

    mutating func markRead(_ variable: CheckedVariable) {
        if let index = declarationOf[variable.key] { declarations[index].isRead = true }
    }

    mutating func warnOfUnused() {
        for declaration in declarations
        where declaration.mustBeRead && !declaration.isRead && !declaration.name.text.hasPrefix("_") {
            var warning = Diagnostic(
                .unusedVariable, "`$\(declaration.name.text)` is never used", at: declaration.name.span,
                help: "take it out, or name it `_\(declaration.name.text)`")
            warning.source = declaration.source
            diagnostics.append(warning)
        }
    }
}

extension CheckedVariable {
    /// Tells the variables that are visible at one time apart.
    fileprivate var key: Int { isGlobal ? -1 - slot : slot }
}
