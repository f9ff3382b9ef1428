import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// What bounds the money of a trace.
struct TraceBound {
    /// The most that it can cost.
    var most: Money
    /// Where it stops.
    var budget: Money?
    /// The budget is the program's `allow spend`, not the statement's own.
    var isCeiling: Bool

    init(_ order: TraceOrder, _ estimate: TraceEstimate, allowed: Money?) {
        let ceiling = allowed.map { left in order.budget.map { left < $0 } ?? true } ?? false
        budget = ceiling ? allowed : order.budget
        most = budget.map { min($0, estimate.most) } ?? estimate.most
        isCeiling = ceiling
        // What was shown and agreed to is not passed, whatever happens on the way.
        if budget == nil { budget = estimate.most }
    }

    /// Of a batch that is resumed.
    init(_ budget: Money?, allowed: Money?, spent: Money) {
        let ceiling = allowed.map { Money(tenThousandths: $0.tenThousandths + spent.tenThousandths) }
        isCeiling = ceiling.map { left in budget.map { left < $0 } ?? true } ?? false
        self.budget = isCeiling ? ceiling : budget
        most = Money(tenThousandths: max(0, (self.budget?.tenThousandths ?? 0) - spent.tenThousandths))
    }
}

/// What verbs say of traces.
enum TraceWords {
    static let record = Type.record([
        .init(name: "lead", type: .text), .init(name: "outcome", type: .text),
        .init(name: "provider", type: .text), .init(name: "cost", type: .money),
        .init(name: "confidence", type: .percent), .init(name: "phones", type: .list(.text)),
        .init(name: "emails", type: .list(.text)), .init(name: "because", type: .text),
        .init(name: "batch", type: .text),
    ])

    static func service(_ invocation: VerbInvocation) throws -> TraceService {
        if let service = invocation.host.tracing { return service }
        throw Diagnostic(.storeReadOnly, "nothing can be traced here", at: invocation.command.span)
    }

    /// Errors of a trace as diagnostics.
    ///
    /// - Parameter providers: where the statement names them; nil where it does not
    static func said<T>(
        at span: Span, ofProviders providers: Span? = nil, _ body: () throws -> T
    ) throws -> T {
        do { return try body() } catch let error as TraceError {
            let (code, place): (DiagnosticCode, Span) =
                switch error.kind {
                case .unknownProvider, .noPrice, .noKey, .contactList: (.providerUnusable, providers ?? span)
                case .noBatch, .batchState: (.noSuchWork, span)
                }
            throw Diagnostic(code, error.message, at: place, help: error.help.isEmpty ? nil : error.help)
        }
    }

    /// What a trace would come to, for who is to agree.
    static func lines(_ estimate: TraceEstimate, _ bound: TraceBound, _ order: TraceOrder) -> [String] {
        var parts: [String] = []
        if estimate.cached > 0 { parts.append("\(estimate.cached) known from an earlier trace") }
        if estimate.local > 0 { parts.append("\(estimate.local) known in the workspace") }
        for (name, count) in estimate.paid.sorted(by: { $0.key < $1.key }) {
            parts.append("\(count) to be asked of \(name)")
        }
        if estimate.refused > 0 { parts.append("\(estimate.refused) that cannot be asked about") }
        var lines = [
            "\(counted(estimate.leads)): \(parts.isEmpty ? "nothing to ask" : parts.joined(separator: ", "))"
        ]
        if estimate.most.tenThousandths > 0 {
            var line = "at most \(bound.most.text)"
            if bound.most < estimate.most {
                line += ", where it stops; all of them would be up to \(estimate.most.text)"
            }
            lines.append(line)
        }
        return lines
    }

    static func counted(_ leads: Int) -> String { "\(leads) lead\(leads == 1 ? "" : "s")" }

    /// Works on a batch and says what came of it.
    static func run(
        _ id: String, _ service: TraceService, _ bound: TraceBound, isOne: Bool, _ invocation: VerbInvocation
    ) throws -> VerbOutcome {
        let host = invocation.host
        let span = invocation.command.span
        let before = try service.batch(id).spent
        let batch: TraceBatch
        do {
            batch = try service.run(id) { host.showProgress(progress($0)) }
        } catch {
            host.showProgress("")
            host.say("batch \(id) stopped; what came back is kept: `batch resume @\(id)` goes on")
            throw error
        }
        host.showProgress("")
        try host.use(.spend, batch.spent.tenThousandths - before.tenThousandths, at: span)
        if !isOne || batch.state != .done { host.say(summary(batch)) }
        if batch.state == .cancelled {
            throw Diagnostic(
                .workPaused, "batch @\(id) was cancelled: nothing more was asked", at: span,
                help: "what came back is kept; \(counted(batch.open)) can be traced again")
        }
        if batch.state == .paused, let stopped = stopped(batch, bound, at: span) { throw stopped }
        var results: [Value] = []
        try service.results(of: id) { results.append(.record(record($0, $1))) }
        if isOne, let result = results.first { return .value(result) }
        return .value(.list(results))
    }

    /// Nil where it stopped as it was told to: by the statement's own budget, or the day's quota.
    private static func stopped(_ batch: TraceBatch, _ bound: TraceBound, at span: Span) -> Diagnostic? {
        let help = "`batch resume @\(batch.id)` goes on with \(counted(batch.open))"
        switch batch.pause {
        case nil: return Diagnostic(.cancelled, "interrupted: nothing more was asked", at: span, help: help)
        case .budget?:
            if !bound.isCeiling { return nil }
            return Diagnostic(
                .ceilingPassed, "stopped before the next call could pass what the script allows to spend",
                at: span, help: help)
        case .quota?: return nil
        case let reason?: return Diagnostic(.workPaused, "stopped: \(reason.reason)", at: span, help: help)
        }
    }

    /// `312 of 10,000 · 201 matched · 4 failed · $21.84`
    static func progress(_ batch: TraceBatch) -> String {
        let through = batch.counts[.done, default: 0] + batch.counts[.failed, default: 0]
        var parts = ["\(through) of \(batch.leads)", "\(batch.outcomes[.matched, default: 0]) matched"]
        if let failed = batch.counts[.failed], failed > 0 { parts.append("\(failed) failed") }
        if batch.spent.tenThousandths > 0 { parts.append(batch.spent.text) }
        return parts.joined(separator: " · ")
    }

    /// `12 leads: 8 matched, 3 no_match, 1 cached · $0.77 spent · batch @b1k2`
    static func summary(_ batch: TraceBatch) -> String {
        var outcomes = TraceOutcome.allCases.compactMap { outcome in
            batch.outcomes[outcome].map { "\($0) \(outcome.rawValue)" }
        }
        if batch.open > 0 { outcomes.append("\(batch.open) not asked about") }
        var text = "\(counted(batch.leads)): \(outcomes.joined(separator: ", "))"
        if batch.spent.tenThousandths > 0 { text += " · \(batch.spent.text) spent" }
        if batch.uncertain.tenThousandths > 0 { text += " · \(batch.uncertain.text) uncertain" }
        text += " · batch @\(batch.id)"
        if batch.state == .cancelled { text += " cancelled" }
        if batch.state == .paused {
            text +=
                " paused\(batch.pause.map { " (\($0.reason))" } ?? ""): `batch resume @\(batch.id)` goes on"
        }
        return text
    }

    static func record(_ item: TraceItem, _ answer: ContactAnswer?) -> Record {
        Record(
            names: [
                "lead", "outcome", "provider", "cost", "confidence", "phones", "emails", "because", "batch",
            ],
            values: [
                .text(item.lead.id), .text(item.outcome?.rawValue ?? item.state.rawValue),
                item.provider.map(Value.text) ?? .null, .money(item.cost),
                answer?.confidence.map(Value.percent) ?? .null,
                .list((answer?.phones ?? []).map { .text(PhoneNumber($0.number)?.displayed ?? $0.number) }),
                .list((answer?.emails ?? []).map { .text($0.address) }),
                item.message.map(Value.text) ?? .null, .text(item.batch),
            ])
    }
}

extension PhoneNumber {
    /// `(480) 555-0156`
    fileprivate var displayed: String { "(\(area)) \(exchange)-\(line)" }
}

extension TraceOutcome {
    /// Why a batch was paused, for a person.
    var reason: String {
        switch self {
        case .quota: "the day's attempts are used up; they count in UTC"
        case .budget: "the next call could pass the budget"
        case .circuitOpen: "the provider failed too often and is left alone for a minute"
        case .rateLimited: "the provider wants to be left alone"
        case .auth: "the provider refused the key"
        case .balance: "the account is empty, or may not do this"
        default: rawValue
        }
    }
}
