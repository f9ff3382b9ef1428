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
        let lead = try lead()
        // What the person asked for holds whatever becomes of the rest.
        if command.endsContact { try suppress(lead) }
        let (entity, store, notesApart) = try home()
        var values = try values(lead)
        let note = text("note")
        if let note, !notesApart { values.append(.init(field: "notes_text", value: Self.constant(note))) }
        if let id = invocation.people?.actor.userID, entity.carries("user_id", store) {
            values.append(.init(field: "user_id", value: Self.constant(id)))
        }
        let outcome = try invocation.host.change(
            ChangePlan(entity: "calls", store: store, rows: lead, kind: .insert(values)), reason: reason,
            at: place)
        if let note, notesApart { try add(note, to: lead) }
        guard let call = outcome.added.first else { return .silent(.null) }
        return .silent(.row(entity: "calls", call))
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

    /// The numbers that the lead has, or the one that was called, are not called again.
    private func suppress(_ lead: QueryPlan) throws {
        var numbers: [NANPNumber]
        if let number = text("number") {
            guard let read = NANPNumber(number) else { throw badNumber(number) }
            numbers = [read]
        } else {
            numbers = try ContactReading(invocation.host.queries).contacts(of: lead).numbers
        }
        let known = try invocation.host.doNotCall?.marks(on: numbers, at: invocation.host.now) ?? [:]
        numbers.removeAll { known[$0]?.contains(where: \.isOptOut) == true }
        if numbers.isEmpty { return invocation.host.say("all numbers are on the do-not-call list already") }
        // One by one, as nobody is asked about a single one: this is not a matter of opinion.
        for number in numbers {
            let suppression = Suppression(
                numbers: [number], isOptOut: true, reason: text("note") ?? "asked in a call", source: "call")
            _ = try invocation.host.change(
                ChangePlan(entity: "suppressions", store: nil, rows: nil, kind: .suppress(suppression)),
                reason: reason ?? "asked in a call not to be called", at: place)
        }
    }

    // MARK: the call

    private static let fields: [(option: String, field: String)] = [
        ("duration", "duration"), ("follow up", "follow_up_at"), ("recording", "recording_url"),
        ("transcript", "transcript"), ("number", "phone"), ("outcome", "outcome"),
    ]

    /// The first store whose table has a place for all that is said; where only the note has none, it becomes one.
    private func home() throws -> (BoundEntity, StoreRole?, notesApart: Bool) {
        guard let entity = try invocation.catalog.entity("calls") else { throw Self.notLeads(command) }
        let wanted =
            Self.fields.filter { command.option($0.option) != nil }.map(\.field)
            + ["lead_id"]
        let homes = entity.knownHomes.filter { home in wanted.allSatisfy { home.columns[$0] != nil } }
        let hasNotes = try invocation.catalog.entity("notes")?.homes.isEmpty == false
        let best =
            homes.first { command.option("note") == nil || hasNotes || $0.columns["notes_text"] != nil }
            ?? homes.first
        guard let best else { return (entity, nil, false) }
        return (entity, best.store, best.columns["notes_text"] == nil)
    }

    private func values(_ lead: QueryPlan) throws -> [ChangePlan.Assignment] {
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let direction = command.option("direction")?.words.first?.text.lowercased() ?? "outbound"
        var values = [
            ChangePlan.Assignment(field: "lead_id", value: id),
            .init(field: "direction", value: Self.constant(direction, "direction")),
        ]
        if let word = command.option("outcome")?.words.first?.text {
            let known = Vocabulary.named("outcome")?.values.first { $0.foldedName == word.foldedName }
            values.append(.init(field: "outcome", value: Self.constant(known ?? word, "outcome")))
        }
        if case .duration(let span)? = invocation.options["duration"]?.scalar {
            values.append(.init(field: "duration", value: .constant(.duration(span), .duration)))
        }
        if let value = invocation.options["follow up"], let moment = invocation.host.moment(value) {
            values.append(.init(field: "follow_up_at", value: .constant(.instant(moment), .instant)))
        }
        for (option, field) in [("recording", "recording_url"), ("transcript", "transcript")] {
            if let text = text(option) { values.append(.init(field: field, value: Self.constant(text))) }
        }
        if let number = text("number") {
            guard NANPNumber(number) != nil else { throw badNumber(number) }
            values.append(.init(field: "phone", value: .constant(.phone(number), .phone)))
        }
        return values
    }

    private func add(_ note: String, to lead: QueryPlan) throws {
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        _ = try invocation.host.change(
            ChangePlan(
                entity: "notes", store: nil, rows: lead,
                kind: .insert([
                    .init(field: "content", value: Self.constant(note)),
                    .init(field: "type", value: Self.constant("call", "note_type")),
                    .init(field: "lead_id", value: id),
                ])), reason: reason, at: place)
    }

    // MARK: words

    private var reason: String? { text("because") }

    private var place: ChangePlace {
        ChangePlace(statement: command.span, verb: command.span(of: "log"))
    }

    private func text(_ option: String) -> String? {
        invocation.options[option].flatMap { $0.isNull ? nil : $0.summary }
    }

    private static func constant(_ text: String) -> PlanExpression { .constant(.text(text), .text) }

    private static func constant(_ word: String, _ vocabulary: String) -> PlanExpression {
        .constant(.symbol(vocabulary, word), .vocabulary(vocabulary))
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
        Diagnostic(
            .notRows, "a call is logged for a lead", at: command.target?.span ?? command.span,
            help: "`call log @1 outcome voicemail`")
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
            guard let option = command.option(name), let all = Vocabulary.named(name)?.values else {
                continue
            }
            let word = option.words.first
            if option.words.count == 1, let word,
                all.contains(where: { $0.foldedName == word.text.foldedName })
            {
                continue
            }
            let near = word.flatMap { Spelling.closest(to: $0.text, in: all) }
            faults.append(
                Diagnostic(
                    .unknownEnumValue, "\(word.map { "`\($0.text)`" } ?? "this") is no \(name) of a call",
                    at: word?.span ?? option.span,
                    help: (near.map { "did you mean \($0)?  " } ?? "")
                        + "values: \(all.joined(separator: ", "))"))
        }
        for (name, wanted, types) in expected {
            guard let value = command.option(name)?.values.first, !types.contains(value.type) else {
                continue
            }
            faults.append(
                Diagnostic(
                    .typeMismatch, "`\(name)` takes \(wanted), not \(value.type.phrase)", at: value.span))
        }
        return faults
    }

    private static let expected: [(name: String, wanted: String, types: [Type])] = [
        ("duration", "a length of time, as in 2min", [.duration, .unknown, .null]),
        ("follow up", "a day or a moment", [.date, .datetime, .period, .unknown, .null]),
        ("note", "text", [.text, .unknown, .null]), ("transcript", "text", [.text, .unknown, .null]),
        ("recording", "a path or an address as text", [.text, .unknown, .null]),
        ("number", "a phone number", [.text, .phone, .unknown, .null]),
    ]
}

extension BoundEntity {
    /// Whether the store's table has a column for the field.
    fileprivate func carries(_ field: String, _ store: StoreRole?) -> Bool {
        knownHomes.first { store == nil || $0.store == store }?.columns[field] != nil
    }
}

/// For questions whose keys alone are wanted.
struct NoRows: RowSink {
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) {}
    func end() {}
}
