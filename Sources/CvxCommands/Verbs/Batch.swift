import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let batch = Verb(
        CommandShape(
            "batch", subverbs: ["list", "show", "resume", "cancel"], target: .optional,
            options: [.init("max cost", .expression)]),
        "what `skiptrace` does with many leads: list, look at, resume, cancel (also while another process works on it)",
        examples: ["batch list"],
        signature: VerbSignature(
            result: { command in
                switch command.subverb {
                case "show", "resume": .list(TraceWords.record)
                case "list": columns.recordsType
                default: .null
                }
            },
            effects: { $0.subverb == "resume" ? Effects(spends: true) : Effects() },
            hasOwnReferences: true)
    ) { invocation in
        let service = try TraceWords.service(invocation)
        let span = invocation.command.span
        return try TraceWords.said(at: span) {
            switch invocation.command.subverb {
            case "show":
                let batch = try service.batch(id(invocation))
                invocation.host.say(TraceWords.summary(batch))
                var rows: [Value] = []
                try service.results(of: batch.id) { rows.append(.record(TraceWords.record($0, $1))) }
                return .value(.list(rows))
            case "resume": return try resume(service, invocation)
            case "cancel":
                let (batch, isRunning) = try service.cancel(id(invocation))
                let left =
                    isRunning
                    ? "the process that works on it stops behind the calls that are on their way"
                    : "\(TraceWords.counted(batch.open)) not asked about"
                return .text(["batch @\(batch.id) cancelled; \(left)"])
            default:
                return .records(columns, try service.batches(limit: 100).map(record))
            }
        }
    }

    private static func resume(_ service: TraceService, _ invocation: VerbInvocation) throws -> VerbOutcome {
        let batch = try service.resumable(id(invocation))
        var order = batch.order
        if case .money(let more)? = invocation.options["max cost"]?.scalar { order.budget = more }
        let bound = TraceBound(order.budget, allowed: invocation.host.spendingLeft, spent: batch.spent)
        order.budget = bound.budget
        let lines = [
            TraceWords.summary(batch),
            "up to \(bound.most.text) more for \(TraceWords.counted(batch.open)); `max cost` allows another amount in all",
        ]
        if invocation.host.isDryRun { return .text(lines) }
        let dollars = (bound.most.tenThousandths + Money.scale - 1) / Money.scale
        if dollars > 0, let refusal = invocation.people?.refusal(.spend, count: Int(clamping: dollars)) {
            throw refusal
        }
        let question = "go on?"
        if bound.most.tenThousandths > 0, batch.open > 0,
            try !invocation.host.agrees(to: lines, question: question, at: invocation.command.span)
        {
            invocation.host.say("nothing done")
            return .nothing
        }
        try service.change(order, of: batch.id)
        return try TraceWords.run(batch.id, service, bound, isOne: false, invocation)
    }

    private static func id(_ invocation: VerbInvocation) throws -> String {
        if case .text(let id)? = invocation.target?.scalar { return id }
        throw Diagnostic(
            .badArgument, "`batch \(invocation.command.subverb ?? "show")` takes a batch's id",
            at: invocation.command.span,
            help: "`batch list` shows them; a beginning that only one has will do")
    }

    private static let columns = [
        ResultColumn("batch", .text), ResultColumn("created", .instant), ResultColumn("state", .text),
        ResultColumn("leads", .int), ResultColumn("matched", .int), ResultColumn("failed", .int),
        ResultColumn("open", .int), ResultColumn("spent", .money), ResultColumn("uncertain", .money),
        ResultColumn("budget_left", .money),
        ResultColumn("actor", .text), ResultColumn("statement", .text),
    ]

    private static func record(_ batch: TraceBatch) -> Record {
        let state = batch.pause.map { "\(batch.state.rawValue): \($0.rawValue)" } ?? batch.state.rawValue
        return Record(
            names: columns.map(\.name),
            values: [
                .text(batch.id), .instant(batch.created), .text(state), .int(Int64(batch.leads)),
                .int(Int64(batch.outcomes[.matched, default: 0])),
                .int(Int64(batch.counts[.failed, default: 0])),
                .int(Int64(batch.open)), .money(batch.spent), .money(batch.uncertain),
                batch.budgetLeft.map(Value.money) ?? .null,
                .text(batch.order.draft.actor), .text(batch.order.draft.statement),
            ])
    }
}
