import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// What is written down of one call.
struct LoggedCall {
    var direction = "outbound"
    /// A word of `outcome`; nil where nothing is said of it.
    var outcome: String?
    var duration: TimeSpan?
    var note: String?
    var followUp: Instant?
    /// The one that was called, as it was written and as it was read; nil where it is not said.
    var number: (text: String, read: NANPNumber)?
    var recording: String?
    var transcript: String?

    /// The person asked not to be called again.
    var endsContact: Bool { outcome == "do_not_call" }
}

/// Writes calls into the stores, for `call log` and `campaign call`.
struct CallRecording {
    private let invocation: VerbInvocation
    private let reason: String?
    private let place: ChangePlace
    private var host: any VerbHost { invocation.host }

    /// - Parameter reason: for the journal
    init(_ invocation: VerbInvocation, reason: String?, place: ChangePlace) {
        self.invocation = invocation
        self.reason = reason
        self.place = place
    }

    /// - Parameter lead: exactly one row
    /// - Returns: the row of the call; nil where it was only shown.
    func record(_ call: LoggedCall, with lead: QueryPlan) throws -> RowKey? {
        // What the person asked for holds whatever becomes of the rest.
        if call.endsContact { try suppress(call, lead) }
        let values = values(call)
        let (entity, store, notesApart) = try home(call, values)
        var all = values
        if let note = call.note, !notesApart { all.append(.text("notes_text", note)) }
        if let id = invocation.people?.actor.userID, entity?.carries("user_id", store) == true {
            all.append(.text("user_id", id))
        }
        let outcome = try host.change(
            ChangePlan(entity: "calls", store: store, rows: lead, kind: .insert(all)), reason: reason,
            at: place)
        if let note = call.note, notesApart { try add(note, to: lead) }
        return outcome.added.first
    }

    /// The numbers that the lead has, or the one that was called, are not called again.
    private func suppress(_ call: LoggedCall, _ lead: QueryPlan) throws {
        var numbers =
            try call.number.map { [$0.read] } ?? ContactReading(host.queries).contacts(of: lead).numbers
        let known = try host.doNotCall?.marks(on: numbers, at: host.now) ?? [:]
        numbers.removeAll { known[$0]?.contains(where: \.isOptOut) == true }
        if numbers.isEmpty { host.say("all numbers are on the do-not-call list already") }
        // Where no number is named, the lead itself is not to be called at all.
        let marked = call.number == nil ? lead : nil
        // One by one, as nobody is asked about a single one: this is not a matter of opinion.
        let lists: [[NANPNumber]] = numbers.isEmpty && marked != nil ? [[]] : numbers.map { [$0] }
        for (index, list) in lists.enumerated() {
            let suppression = Suppression(
                numbers: list, isOptOut: true, reason: call.note ?? "asked in a call", source: "call")
            _ = try host.change(
                ChangePlan(
                    entity: "suppressions", store: nil, rows: index == 0 ? marked : nil,
                    kind: .suppress(suppression)), reason: reason ?? "asked in a call not to be called",
                at: place)
        }
    }

    private func values(_ call: LoggedCall) -> [ChangePlan.Assignment] {
        var values: [ChangePlan.Assignment] = [.leadID, .word("direction", call.direction)]
        if let outcome = call.outcome { values.append(.word("outcome", outcome)) }
        if let duration = call.duration {
            values.append(.init(field: "duration", value: .constant(.duration(duration), .duration)))
        }
        if let moment = call.followUp {
            values.append(.init(field: "follow_up_at", value: .constant(.instant(moment), .instant)))
        }
        if let text = call.recording { values.append(.text("recording_url", text)) }
        if let text = call.transcript { values.append(.text("transcript", text)) }
        if let number = call.number {
            values.append(.init(field: "phone", value: .constant(.phone(number.text), .phone)))
        }
        return values
    }

    /// The first store whose table has a place for all that is said; where only the note has none, it becomes one.
    private func home(
        _ call: LoggedCall, _ values: [ChangePlan.Assignment]
    ) throws -> (BoundEntity?, StoreRole?, notesApart: Bool) {
        guard let entity = try invocation.catalog.entity("calls") else { return (nil, nil, false) }
        let wanted = values.map(\.field).filter { $0 != "direction" }
        let homes = entity.knownHomes.filter { home in wanted.allSatisfy { home.columns[$0] != nil } }
        let hasNotes = try invocation.catalog.entity("notes")?.homes.isEmpty == false
        let best =
            homes.first { call.note == nil || hasNotes || $0.columns["notes_text"] != nil } ?? homes.first
        guard let best else { return (entity, nil, false) }
        return (entity, best.store, best.columns["notes_text"] == nil)
    }

    private func add(_ note: String, to lead: QueryPlan) throws {
        _ = try host.change(
            ChangePlan(
                entity: "notes", store: nil, rows: lead,
                kind: .insert([.text("content", note), .word("note_type", "call", of: "type"), .leadID])),
            reason: reason, at: place)
    }
}

extension ChangePlan.Assignment {
    /// The id of the lead that the row is made for.
    fileprivate static var leadID: Self {
        Self(
            field: "lead_id", value: PlanExpression(.field(.init(relations: [], name: "id")), .text))
    }

    fileprivate static func text(_ field: String, _ text: String) -> Self {
        Self(field: field, value: .constant(.text(text), .text))
    }

    /// A word of a vocabulary, which has the field's name where none is said.
    fileprivate static func word(_ vocabulary: String, _ word: String, of field: String? = nil) -> Self {
        Self(
            field: field ?? vocabulary,
            value: .constant(.symbol(vocabulary, word), .vocabulary(vocabulary)))
    }
}

extension BoundEntity {
    /// Whether the store's table has a column for the field.
    fileprivate func carries(_ field: String, _ store: StoreRole?) -> Bool {
        knownHomes.first { store == nil || $0.store == store }?.columns[field] != nil
    }
}
