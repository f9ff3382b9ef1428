import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign call`: shows one lead after the other with the script, and takes down how each call went.
struct CampaignCalling {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    private var host: any VerbHost { invocation.host }
    private var span: Span { invocation.command.span }
    private var reason: String? { invocation.options["because"]?.summary }

    func run() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        guard campaign.channel == .call else {
            throw CampaignError(
                .status, "`\(campaign.name)` is of the type \(campaign.channel.rawValue): nobody is called",
                help: "`campaign send \"\(campaign.name)\"` sends it")
        }
        let start = CampaignStart(invocation)
        guard try start.isDue(campaign, service) else { return try start.result(campaign, service) }
        let overriding = try start.overriding()
        let outlook = try service.outlook(campaign, at: host.now, overriding: overriding)
        let ledger = try service.ledger.counts(of: campaign.key.id)
        let lines =
            CampaignSending.lines(outlook, campaign) + start.warning(ledger, campaign.channel)
        if host.isDryRun { return .text(["would be called: `\(campaign.name)`"] + lines) }
        guard host.canAsk else {
            throw Diagnostic(
                .consentNeeded, "calls are guided at a terminal, and nobody can be asked here", at: span,
                help:
                    "start `cvx` at a terminal; or `campaign send \"\(campaign.name)\"` writes the list to dial, `call log @1 outcome …` how a call went"
            )
        }
        if let refusal = invocation.people?.refusal(.send, count: outlook.open) { throw refusal }
        for line in lines { host.say(line) }
        let most = try start.limit(campaign, ledger)
        let draft = host.draft(reason: reason, at: span)
        return try start.holding(campaign, service, overriding, draft, verb: "campaign call") { running in
            do {
                let round = try CallRound(
                    service, running,
                    CampaignBounds(
                        most: most, draft: draft, overriding: overriding, forcing: start.forcing()))
                try call(round, campaign)
                let isOver = round.end == .completed
                if case .status? = round.end {
                } else {
                    try service.store.set(isOver ? .completed : .paused, of: running, draft)
                }
                try report(round, campaign)
            } catch {
                try? service.store.set(.paused, of: running, draft)
                throw error
            }
            return try start.result(try service.campaign(campaign.key.id), service)
        }
    }

    private func call(_ round: CallRound, _ campaign: Campaign) throws {
        let lost = try round.takeUp()
        if lost > 0 {
            host.say(
                "\(CampaignWords.counted(lost, "lead")) \(lost == 1 ? "was" : "were") on the screen when an earlier session ended, and nobody said how it went: `campaign skipped \"\(campaign.name)\"` names them"
            )
        }
        let card = CallCard(host, invocation.catalog)
        var end: CampaignEnd?
        while end == nil, let sheet = try round.next() {
            do {
                end = try take(sheet, round, card)
            } catch {
                // What went wrong is the stores' matter, and the lead's turn comes again.
                try round.putBack(sheet, because: nil)
                throw error
            }
        }
        try round.finish(end)
    }

    /// - Returns: why the round ends with this lead; nil where it goes on.
    private func take(_ sheet: CallRound.Sheet, _ round: CallRound, _ card: CallCard) throws -> CampaignEnd? {
        guard let answer = ask(try card.lines(sheet.message, left: try round.counts[.queued])) else {
            try round.putBack(sheet, because: nil)
            return host.isInterrupted ? .interrupted : .left
        }
        switch answer {
        case .quit:
            try round.putBack(sheet, because: nil)
            return .left
        case .skip:
            try round.putBack(sheet, because: "put off by the caller")
            return nil
        case .outcome(let outcome):
            let hasLeft = try log(sheet, CallEnding(outcome: outcome), round)
            return host.isInterrupted ? .interrupted : hasLeft ? .left : nil
        }
    }

    private func ask(_ lines: [String]) -> CallAnswer? {
        var lines = lines + CallAnswer.menu
        while true {
            guard let text = host.ask("how did it go? ", after: lines) else { return nil }
            if let answer = CallAnswer(text) { return answer }
            let near = CallAnswer.near(text).map { "did you mean \($0)?" }
            lines = [near ?? "a key or the words, please:"] + CallAnswer.menu
        }
    }

    /// Writes the call down as `call log` does, and what follows from it.
    ///
    /// - Returns: whether the caller left meanwhile; how the call went was said by then.
    private func log(_ sheet: CallRound.Sheet, _ ending: CallEnding, _ round: CallRound) throws -> Bool {
        var ending = ending
        var call = LoggedCall()
        let note = host.ask("note (Enter: none): ", after: [])
        var hasLeft = note == nil
        if let note, !note.allSatisfy(\.isWhitespace) {
            call.note = note
            if try host.compliance?.rules().meaning(of: note) == .stop { ending.outcome = "do_not_call" }
        }
        if ending.mayFollowUp, !hasLeft { (call.followUp, hasLeft) = followUp() }
        call.outcome = ending.outcome
        let place = ChangePlace(statement: span, verb: span)
        let lead = QueryPlan(source: .rows(entity: "leads", [sheet.lead]))
        _ = try CallRecording(invocation, reason: reason, place: place).record(call, with: lead)
        try round.settle(sheet, as: ending.result)
        try host.use(.send, 1, at: span)
        if ending.isBadNumber { try markWrong(sheet, place) }
        return hasLeft
    }

    private func followUp() -> (Instant?, hasLeft: Bool) {
        var lines: [String] = []
        while true {
            guard let text = host.ask("call again (Enter: no; tomorrow, 2026-12-01T09:00): ", after: lines)
            else { return (nil, true) }
            if text.allSatisfy(\.isWhitespace) { return (nil, false) }
            if let moment = host.moment(written: text), moment > host.now { return (moment, false) }
            lines = ["`\(text)` is no day or moment to come"]
        }
    }

    private func markWrong(_ sheet: CallRound.Sheet, _ place: ChangePlace) throws {
        guard let number = NANPNumber(sheet.message.recipient) else { return }
        let rows = PhoneRows(host, reason: reason ?? "said in a call", place: place)
        let chosen = try rows.read(ofLeads: [sheet.lead.id]).filter { $0.number == number }
        if try rows.mark(chosen, isValid: false) > 0 { return }
        // Where nothing can be said of the number itself, whoever has it is not called again all the same.
        let suppression = Suppression(
            numbers: [number], isOptOut: false, reason: "not the owner's number", source: "call",
            expires: host.houseExpiry)
        _ = try host.change(
            ChangePlan(entity: "suppressions", store: nil, rows: nil, kind: .suppress(suppression)),
            reason: reason ?? "said in a call", at: place, isAgreed: true)
    }

    /// What the round came to.
    private func report(_ round: CallRound, _ campaign: Campaign) throws {
        let left = try round.counts[.queued]
        let goesOn = "`campaign call \"\(campaign.name)\"` goes on"
        let why = round.end.flatMap { CampaignWords.why($0, campaign, goesOn: goesOn) }
        var parts = ["\(CampaignWords.counted(round.made, "call")) made"]
        if left > 0 { parts.append("\(left) left") }
        host.say(([parts.joined(separator: ", ")] + [why].compactMap(\.self)).joined(separator: " · "))
        if round.end == .interrupted {
            throw Diagnostic(
                .cancelled, "interrupted: nobody is called twice", at: span, help: goesOn)
        }
    }
}
