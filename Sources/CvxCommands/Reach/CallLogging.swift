import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `call log`
struct CallLogging {
    private let invocation: VerbInvocation
    private var command: CheckedCommand { invocation.command }

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func run() throws -> VerbOutcome {
        guard command.subverb != nil else { throw Self.unsaid(command) }
        let recording = CallRecording(invocation, reason: text("because"), place: place)
        guard let call = try recording.record(try call(), with: try lead()) else { return .silent(.null) }
        return .silent(.row(entity: "calls", call))
    }

    private func call() throws -> LoggedCall {
        var call = LoggedCall()
        call.direction = command.option("direction")?.words.first?.text.lowercased() ?? "outbound"
        if let word = command.option("outcome")?.words.first?.text {
            call.outcome = Vocabulary.named("outcome")?.values.first { $0.foldedName == word.foldedName }
        }
        if case .duration(let span)? = invocation.options["duration"]?.scalar { call.duration = span }
        if let value = invocation.options["follow up"] { call.followUp = invocation.host.moment(value) }
        if let number = text("number") {
            guard let read = NANPNumber(number) else { throw badNumber(number) }
            call.number = (number, read)
        }
        (call.note, call.recording, call.transcript) = (
            text("note"), text("recording"), text("transcript")
        )
        return call
    }

    // MARK: the lead

    /// Exactly one: nobody calls two at once.
    private func lead() throws -> QueryPlan {
        guard let rows = invocation.rows, rows.entity == "leads" else { throw Self.notLeads(command) }
        var plan = rows
        plan.operations.append(.slice(offset: 0, limit: 2))
        let sink = KeyingSink(NoRows())
        try invocation.host.queries.run(plan, withKeys: true, into: sink)
        guard sink.keys.count == 1 else {
            throw Diagnostic(
                .cardinality,
                "a call is logged for one lead, and these are \(sink.keys.isEmpty ? "none" : "more")",
                at: command.target?.span ?? command.span, help: "`@1`, or `(find one leads where …)`")
        }
        return QueryPlan(source: .rows(entity: "leads", sink.keys))
    }

    // MARK: words

    private var place: ChangePlace {
        ChangePlace(statement: command.span, verb: command.span(of: "log"))
    }

    private func text(_ option: String) -> String? {
        invocation.options[option].flatMap { $0.isNull ? nil : $0.summary }
    }

    private func badNumber(_ number: String) -> Diagnostic {
        let problem = PhoneNumber.parse(number).problem(of: number)
        return Diagnostic(
            .badArgument, problem?.message ?? "`\(number)` is not a phone number",
            at: command.span(of: "number"), help: problem?.help)
    }

    private static func unsaid(_ command: CheckedCommand) -> Diagnostic {
        Diagnostic(
            .badArgument, "`call` needs to be told what to do", at: command.span,
            help: "`call log @1 outcome voicemail`")
    }

    private static func notLeads(_ command: CheckedCommand) -> Diagnostic {
        command.notRows("a call is logged for a lead", help: "`call log @1 outcome voicemail`")
    }

    /// What can be seen before it runs.
    @Sendable static func faults(_ command: CheckedCommand) -> [Diagnostic] {
        guard command.subverb != nil else { return [unsaid(command)] }
        var faults: [Diagnostic] = []
        switch command.target?.type {
        case .entity("leads"), .list(.entity("leads")), .unknown, .list(.unknown), nil: break
        default: faults.append(notLeads(command))
        }
        for name in ["outcome", "direction"] {
            faults += command.strangers(
                in: name, known: Vocabulary.named(name)?.values ?? [], role: "\(name) of a call")
        }
        return faults + command.misfits(expected)
    }

    private static let expected = [
        ExpectedValue("duration", "a length of time, as in 2min", .duration),
        ExpectedValue("follow up", "a day or a moment", .date, .datetime, .period),
        ExpectedValue("note", "text", .text), ExpectedValue("transcript", "text", .text),
        ExpectedValue("recording", "a path or an address as text", .text),
        ExpectedValue("number", "a phone number", .text, .phone),
    ]
}

/// For questions whose keys alone are wanted.
struct NoRows: RowSink {
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) {}
    func end() {}
}
