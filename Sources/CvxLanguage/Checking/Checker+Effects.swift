// What a program may do beyond reading, and what its `allow` says of it.
extension Checker {
    /// A place where the program does more than read.
    struct EffectSite {
        var effects: Effects
        var span: Span
        var inTransaction: Bool
    }

    /// To be called for every checked command that does more than read, with the span of its verb.
    mutating func perform(_ effects: Effects, at span: Span) {
        guard !effects.isEmpty else { return }
        sites.append(EffectSite(effects: effects, span: span, inTransaction: transactionDepth > 0))
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

    /// The effects of the whole program; what is not allowed and what cannot stand in a transaction is reported.
    mutating func checkEffects() -> Effects {
        var all = Effects()
        for site in sites {
            all.formUnion(site.effects)
            if purpose == .script { requireAllowed(site) }
            if site.inTransaction, site.effects.spends || site.effects.sends {
                report(
                    .outsideInTransaction,
                    "\(site.effects.spends ? "spending" : "a message") cannot be rolled back with a transaction",
                    at: site.span, help: "put it before the `transaction`, or after it")
            }
        }
        return all
    }

    private mutating func requireAllowed(_ site: EffectSite) {
        for kind in site.effects.kinds where !allowances.contains(where: { $0.kind == kind }) {
            let example = kind == .spend ? "$25" : "100"
            report(
                .effectNotAllowed, "this script may \(kind.phrase) but does not allow it", at: site.span,
                help: "add `allow \(kind.rawValue) \(example)` at the top"
                    + (kind == .spend ? ", and `max cost` here" : ""))
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
