// What a program may do beyond reading, and what its `allow` says of it.
extension Checker {
    /// A place where the program does more than read.
    struct EffectSite {
        var effects: Effects
        var span: Span
        var source: SourceText?
        /// The function in which it stands; nil for the program itself.
        var function: Int?
        var inTransaction: Bool
    }

    struct FunctionCall {
        var caller: Int?
        var callee: Int
        var span: Span
        var source: SourceText?
        var inTransaction: Bool
    }

    /// To be called for every checked command that does more than read, with the span of its verb.
    mutating func perform(_ effects: Effects, at span: Span) {
        guard !effects.isEmpty else { return }
        sites.append(
            EffectSite(
                effects: effects, span: span, source: currentSource, function: currentFunction,
                inTransaction: transactionDepth > 0))
    }

    mutating func check(_ allowances: [Allowance], at span: Span) throws {
        if purpose == .interactive {
            report(
                .wrongPlace, "`allow` stands in a file: here you are asked", at: span,
                help: "`preview STATEMENT` shows what it would do")
        }
        for allowance in allowances {
            guard let kind = Effects.Kind(rawValue: allowance.effect.text.foldedWord) else {
                let kinds = Effects.Kind.allCases.map(\.rawValue)
                report(
                    .unknownOption, "`\(allowance.effect.text)` is nothing to allow",
                    at: allowance.effect.span,
                    help: suggestion(
                        allowance.effect.text, in: kinds, otherwise: kinds.joined(separator: ", ")))
                continue
            }
            if self.allowances.contains(where: { $0.kind == kind }) {
                report(.duplicateName, "`\(kind.rawValue)` is allowed twice", at: allowance.effect.span)
                continue
            }
            let ceiling = try checkCeiling(allowance.ceiling, of: kind)
            self.allowances.append(CheckedAllowance(kind: kind, ceiling: ceiling))
        }
    }

    private mutating func checkCeiling(
        _ expression: Expression, of kind: Effects.Kind
    ) throws -> CheckedExpression {
        let ceiling = try check(expression)
        switch ceiling.kind {
        case .literal, .variable, .invalid: break
        default:
            report(
                .badArgument, "a ceiling is a number or a parameter", at: expression.span,
                help: "as in `allow \(kind.rawValue) \(kind == .spend ? "$25" : "100")`")
        }
        if kind == .spend {
            expect(ceiling, [.money], "an amount of money, as in `allow spend $25`")
        } else {
            expect(ceiling, [.int], "a whole number, as in `allow \(kind.rawValue) 100`")
        }
        return ceiling
    }

    /// The effects of the whole program, through calls; what is not allowed and what cannot stand in a transaction is
    /// reported.
    mutating func checkEffects() -> Effects {
        followCalls()
        let reached = reachedFunctions()
        for site in sites where site.function.map(reached.contains) ?? true {
            if purpose == .script { requireAllowed(site) }
            if site.inTransaction { refuseOutside(site.effects, site.span, site.source, "") }
        }
        var all = sites.reduce(into: Effects()) { if $1.function == nil { $0.formUnion($1.effects) } }
        for call in calls {
            let known = environment.functionTable[call.callee].effects
            if call.caller == nil { all.formUnion(known) }
            if call.inTransaction { refuseOutside(known, call.span, call.source, "in it, ") }
        }
        return all
    }

    /// Gives each function of the program its effects: its own, and those of what it calls.
    private mutating func followCalls() {
        for site in sites {
            if let function = site.function {
                environment.functionTable[function].effects.formUnion(site.effects)
            }
        }
        var changed = true
        while changed {
            changed = false
            for call in calls {
                guard let caller = call.caller else { continue }
                let before = environment.functionTable[caller].effects
                environment.functionTable[caller].effects.formUnion(
                    environment.functionTable[call.callee].effects)
                changed = changed || environment.functionTable[caller].effects != before
            }
        }
    }

    private func reachedFunctions() -> Set<Int> {
        var reached: Set<Int> = []
        var waiting = calls.filter { $0.caller == nil }.map(\.callee)
        while let function = waiting.popLast() {
            guard reached.insert(function).inserted else { continue }
            waiting += calls.filter { $0.caller == function }.map(\.callee)
        }
        return reached
    }

    private mutating func refuseOutside(
        _ effects: Effects, _ span: Span, _ source: SourceText?, _ place: String
    ) {
        guard effects.spends || effects.sends else { return }
        var diagnostic = Diagnostic(
            .outsideInTransaction,
            "\(place)\(effects.spends ? "spending" : "a message") cannot be rolled back with a transaction",
            at: span, help: "put it before the `transaction`, or after it")
        diagnostic.source = source
        diagnostics.append(diagnostic)
    }

    private mutating func requireAllowed(_ site: EffectSite) {
        for kind in site.effects.kinds where !allowances.contains(where: { $0.kind == kind }) {
            let example = kind == .spend ? "$25" : "100"
            var diagnostic = Diagnostic(
                .effectNotAllowed, "this script may \(kind.phrase) but does not allow it", at: site.span,
                help: "add `allow \(kind.rawValue) \(example)` at the top"
                    + (kind == .spend ? ", and `max cost` here" : ""))
            diagnostic.source = site.source
            diagnostics.append(diagnostic)
        }
    }
}

extension Effects.Kind {
    fileprivate var phrase: String {
        switch self {
        case .update: "change rows"
        case .delete: "delete rows"
        case .add: "add rows"
        case .spend: "spend money"
        case .send: "send messages"
        }
    }
}
