import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign report`: what a provider says became of messages, from a file.
struct CampaignReport {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    private var host: any VerbHost { invocation.host }
    private var span: Span { invocation.command.span }
    private var reason: String? { invocation.options["because"]?.summary }

    /// Lines that are named one by one.
    private static let shown = 5

    func note() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        guard case .text(let path)? = invocation.options["from"]?.scalar else {
            throw Diagnostic(
                .badArgument, "`campaign report` takes a file", at: span,
                help: "`campaign report \"\(campaign.name)\" from \"report.csv\"`")
        }
        let news = try service.news(try read(path), of: campaign)
        say(news.leftOut, path)
        let lines = summary(news)
        if host.isDryRun { return .text(lines) }
        let count = news.changed.count + news.optOuts.count + news.bounced.count
        if count > 0 {
            if let refusal = invocation.people?.refusal(.change(entity: "messages"), count: count) {
                throw refusal
            }
            guard try count == 1 || host.agrees(to: lines, question: "note it?", at: span) else {
                host.say("nothing changed")
                return .nothing
            }
        }
        // What somebody asked for holds whatever becomes of the rest.
        try suppress(news.optOuts, isOptOut: true, campaign)
        try suppress(news.bounced, isOptOut: false, campaign)
        let noted = try service.note(news, of: campaign, host.draft(reason: reason, at: span))
        if noted > 0 { try host.use(.update, Int64(noted), at: span) }
        host.say(
            "\(CampaignWords.counted(noted, "message")) noted, \(news.items.count - news.changed.count) known already"
        )
        return .records(
            CampaignStatus.columns,
            [try CampaignStatus.record(try service.campaign(campaign.key.id), service)])
    }

    private func read(_ path: String) throws -> DeliveryReport {
        do {
            let report = try DeliveryReport(try host.contents(of: path))
            guard report.lines.isEmpty || report.lines.contains(where: { $0.status != nil }) else {
                throw Diagnostic(
                    .fileUnreadable, "no line of \(path) says what became of a message", at: span,
                    help:
                        "that is told by `status` or `event`, which message it was by `message_id`, `to` or `email`"
                )
            }
            return report
        } catch let fault as DelimitedFault {
            throw Diagnostic(
                .fileUnreadable,
                "\(path):\(fault.place.line):\(fault.place.column): \(fault.message)", at: span,
                help: fault.help)
        }
    }

    private func summary(_ news: DeliveryNews) -> [String] {
        var counts: [String: Int] = [:]
        for item in news.changed {
            counts[item.state == .failed ? "failed" : item.result ?? "sent", default: 0] += 1
        }
        var lines = ["\(CampaignWords.counted(news.changed.count, "message")) of which something is new"]
        lines += counts.sorted { $0.key < $1.key }.map { "  \($0.value) \($0.key)" }
        if news.optOuts.count > 0 {
            lines.append("\(news.optOuts.count) who want no more go on the do-not-call list")
        }
        if news.bounced.count > 0 {
            lines.append("\(news.bounced.count) that take no messages go on the house's list")
        }
        return lines
    }

    private func say(_ leftOut: [(line: Int, reason: String)], _ path: String) {
        if leftOut.isEmpty { return }
        host.say("\(CampaignWords.counted(leftOut.count, "line")) of \(path) left out:")
        for (line, reason) in leftOut.prefix(Self.shown) { host.say("  line \(line): \(reason)") }
        if leftOut.count > Self.shown { host.say("  … and \(leftOut.count - Self.shown) more") }
    }

    private func suppress(_ contacts: Contacts, isOptOut: Bool, _ campaign: Campaign) throws {
        let known = try host.doNotCall?.marks(on: contacts.numbers, at: host.now) ?? [:]
        let addresses = try host.doNotCall?.marks(on: contacts.addresses, at: host.now) ?? [:]
        func isCovered(_ marks: [DoNotCallMark]?) -> Bool {
            marks?.contains { $0.list == .house && ($0.isOptOut || !isOptOut) } == true
        }
        let suppression = Suppression(
            numbers: contacts.numbers.filter { !isCovered(known[$0]) },
            addresses: contacts.addresses.filter { !isCovered(addresses[$0]) }, isOptOut: isOptOut,
            reason: isOptOut ? "says the report on `\(campaign.name)`" : "bounced", source: "report",
            expires: isOptOut ? nil : host.houseExpiry)
        if suppression.count == 0 { return }
        _ = try host.change(
            ChangePlan(entity: "suppressions", store: nil, rows: nil, kind: .suppress(suppression)),
            reason: reason, at: ChangePlace(statement: span, verb: span), isAgreed: true)
    }
}
