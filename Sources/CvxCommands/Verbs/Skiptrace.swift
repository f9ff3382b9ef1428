import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let skiptrace = Verb(
        CommandShape(
            "skiptrace", target: .required,
            options: [
                .init("using", .names), .init("max cost", .expression), .init("retry", .expression),
                .init("force", .none), .init("because", .expression),
            ]),
        "find phones and emails of leads, with providers that cost money or with what the workspace and a contact list know (`local`)",
        examples: [
            "skiptrace (find first leads) using local",
            "find leads where score >= 90 and phone is null | skiptrace using local",
        ],
        signature: VerbSignature(
            result: { command in
                if case .entity? = command.target?.type { return TraceWords.record }
                return .list(TraceWords.record)
            },
            effects: { $0.isFree ? Effects(updates: ["leads"]) : Effects(spends: true) })
    ) { invocation in
        let (leads, isOne) = try leads(invocation)
        let span = invocation.command.span
        let service = try TraceWords.service(invocation)
        var order = TraceOrder(
            providers: invocation.command.providers, budget: try money("max cost", invocation),
            retries: try count("retry", invocation) ?? 3,
            isForced: invocation.command.options.contains { $0.name == "force" },
            draft: invocation.host.draft(reason: invocation.options["because"]?.summary, at: span))
        return try TraceWords.said(at: span, ofProviders: invocation.command.span(of: "using")) {
            let estimate = try service.estimate(order, leads: leads)
            let bound = TraceBound(order, estimate, allowed: invocation.host.spendingLeft)
            order.budget = bound.budget
            let lines = TraceWords.lines(estimate, bound, order)
            if invocation.host.isDryRun {
                return .text(["would be traced: " + (lines.first ?? "")] + lines.dropFirst())
            }
            try require(bound, invocation)
            if leads.count > 1 || bound.most.tenThousandths > 0 {
                guard try invocation.host.agrees(to: lines, question: "trace them?", at: span) else {
                    invocation.host.say("nothing traced")
                    return .nothing
                }
            }
            if invocation.command.isFree { try invocation.host.use(.update, Int64(leads.count), at: span) }
            let id = try service.begin(order, leads: leads)
            return try TraceWords.run(id, service, bound, isOne: isOne, invocation)
        }
    }

    /// The leads, and whether the statement is about one.
    private static func leads(_ invocation: VerbInvocation) throws -> ([RowKey], Bool) {
        switch invocation.target?.kind {
        case .row("leads", let key)?: return ([key], true)
        case .rows("leads", let keys)?: return (keys, false)
        default:
            throw invocation.command.notRows(
                "`skiptrace` traces leads", help: "`@1`, `$lead`, or `leads where …`")
        }
    }

    /// Whoever acts may spend that much.
    private static func require(_ bound: TraceBound, _ invocation: VerbInvocation) throws {
        guard bound.most.tenThousandths > 0 else { return }
        let dollars = (bound.most.tenThousandths + Money.scale - 1) / Money.scale
        if let refusal = invocation.people?.refusal(.spend, count: Int(clamping: dollars)) { throw refusal }
    }

    private static func money(_ name: String, _ invocation: VerbInvocation) throws -> Money? {
        guard let value = invocation.options[name]?.scalar else { return nil }
        switch value {
        case .money(let money) where money.tenThousandths >= 0: return money
        case .int(let dollars) where dollars >= 0: return Money(dollars: Double(dollars))
        case .decimal(let dollars) where dollars >= 0: return Money(dollars: dollars)
        default:
            throw Diagnostic(
                .badArgument, "`\(name)` is an amount of money", at: invocation.command.span(of: name),
                help: "`\(name) $5`")
        }
    }

    private static func count(_ name: String, _ invocation: VerbInvocation) throws -> Int? {
        guard let value = invocation.options[name]?.scalar else { return nil }
        if case .int(let count) = value, (0...20).contains(count) { return Int(count) }
        throw Diagnostic(
            .badArgument, "`\(name)` is a number from 0 to 20", at: invocation.command.span(of: name),
            help: "`\(name) 3`")
    }
}

extension CheckedCommand {
    fileprivate var providers: [String] {
        let names = options.first { $0.name == "using" }?.words.map(\.text) ?? []
        return names.isEmpty ? [localProvider] : names
    }

    /// Nobody that costs money is asked.
    fileprivate var isFree: Bool { providers.allSatisfy { $0 == localProvider } }
}
