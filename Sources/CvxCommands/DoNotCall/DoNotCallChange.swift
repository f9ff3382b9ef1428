import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `dnc add` and `dnc remove`.
struct DoNotCallChange {
    private let invocation: VerbInvocation
    private var command: CheckedCommand { invocation.command }

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func add() throws -> VerbOutcome {
        let contacts = try invocation.contacts()
        let isOptOut = !command.has("house")
        let suppression = Suppression(
            numbers: contacts.numbers, addresses: contacts.addresses, isOptOut: isOptOut,
            reason: reason, source: command.options.first { $0.name == "source" }?.words.map(\.text).joined(),
            expires: try expiry(isOptOut: isOptOut))
        return try make(.suppress(suppression))
    }

    func remove() throws -> VerbOutcome {
        guard let reason, !reason.isEmpty else {
            throw Diagnostic(
                .doNotCall, "taking somebody off the list needs a reason", at: command.span,
                help: "`dnc remove … reason \"agreed in writing to be called\"`")
        }
        let contacts = try invocation.contacts()
        // What somebody else's list forbids stays marked.
        let forbidden =
            try invocation.host.doNotCall?.marks(on: contacts.numbers, at: invocation.host.now) ?? [:]
        let free = contacts.numbers.filter { forbidden[$0]?.contains { $0.list != .house } != true }
        let outcome = try make(
            .release(
                Suppression(
                    numbers: contacts.numbers, addresses: contacts.addresses, marked: free, reason: reason)))
        let kept = contacts.numbers.count - free.count
        if kept > 0 { invocation.host.say("\(kept) on an imported list as well: marked as before") }
        return outcome
    }

    /// `because` is how every other verb is told.
    private var reason: String? {
        (invocation.options["reason"] ?? invocation.options["because"]).flatMap {
            $0.isNull ? nil : $0.summary
        }
    }

    private func make(_ kind: ChangePlan.Kind) throws -> VerbOutcome {
        // A lead that is named is not to be called at all.
        let leads = invocation.rows.flatMap { $0.entity == "leads" ? $0 : nil }
        let outcome = try invocation.host.change(
            ChangePlan(entity: "suppressions", store: nil, rows: leads, kind: kind), reason: reason,
            at: ChangePlace(statement: command.span, verb: command.span))
        return .silent(.int(Int64(outcome.changed)))
    }

    /// An opt-out holds until the person takes it back; the house's own wish for as long as the list is kept.
    private func expiry(isOptOut: Bool) throws -> Instant? {
        let now = invocation.host.now
        let kept = invocation.host.houseExpiry
        guard let value = invocation.options["until"] else { return isOptOut ? nil : kept }
        guard let until = invocation.host.moment(value), now < until else {
            throw Diagnostic(
                .badArgument, "`until` takes a day or moment that is yet to come",
                at: command.span(of: "until"),
                help: "as in `until 2031-12-31`, `until 5 years from now`")
        }
        if isOptOut, until < kept {
            throw Diagnostic(
                .doNotCall, "what a person asked for is kept for \(Suppression.years) years at least",
                at: command.span(of: "until"),
                help: "47 CFR 64.1200(d)(6); `house` marks a wish of our own, which may end sooner")
        }
        return until
    }
}

extension VerbHost {
    /// Until when the house's own list keeps what is put on it now.
    var houseExpiry: Instant {
        let days = today.adding(months: 12 * Suppression.years).number - today.number
        return Instant(milliseconds: now.milliseconds + days * 86_400_000)
    }
}
