import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

/// Whom a campaign reaches, when, and what it writes down.
@Suite struct CampaignRunTests {
    @Test func eachLeadOnce() throws {
        let it = try CampaignWorkspace(leads: 1_203)
        it.transport.width = 70
        let (end, run) = try it.send()
        #expect(end == .completed && run.sent == 1_203)
        #expect(it.transport.leads == it.leads(1...1_203))
        #expect(try it.logged() == it.leads(1...1_203))
        #expect(try it.send().run.sent == 0)
        #expect(try it.logged().count == 1_203)
        let message = try #require(it.transport.taken.first)
        #expect(message.recipient == "l1@example.com" && message.recipientName == "Owner 1")
        #expect(message.subject == "Your house" && message.body == "Hi Owner 1!")
        #expect(try it.item("l1")?.transportID == "t-l1")
        // Whoever joins the audience later is sent to as well.
        try it.prisma(
            """
            INSERT INTO "Lead" (id, address, ownerName, email, sourceType, organizationId, updatedAt)
              VALUES ('l1204', '9 Elm St', 'New', 'new@example.com', 'tax_lien', 'o', 0)
            """)
        #expect(try it.send().run.sent == 1)
        #expect(it.transport.leads.last == "l1204")
    }

    @Test func whoIsLeftOutHasAReason() throws {
        let it = try CampaignWorkspace(leads: 6)
        it.doNotCall.addresses["l2@example.com"] = [DoNotCallMark(.house, isOptOut: true)]
        try it.prisma(
            """
            UPDATE "Lead" SET email = NULL WHERE id = 'l3';
            UPDATE "Lead" SET email = 'nobody' WHERE id = 'l4';
            UPDATE "Lead" SET ownerName = ' ' WHERE id = 'l5';
            """)
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == ["l1", "l6"])
        let rules = try it.leads(2...5).map { try it.item($0)?.rule }
        #expect(rules == ["opt_out", "no_email", "bad_email", "merge_field"])
        #expect(try it.item("l5")?.reason == "`${.owner_name}` comes to nothing for it")
        #expect(try it.service.ledger.counts(of: "c")[.skipped] == 4)
        #expect(try it.logged() == ["l1", "l6"])
    }

    @Test func aLeadThatIsGoneIsPassedOver() throws {
        let it = try CampaignWorkspace(leads: 3)
        #expect(try it.send(most: 1).end == .limit)
        try it.prisma(#"DELETE FROM "Lead" WHERE id IN ('l1', 'l2')"#)
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == ["l1", "l3"])
        #expect(try it.item("l2")?.rule == "gone")
    }

    @Test func aLogOfALeadThatIsGoneIsNotWritten() throws {
        let it = try CampaignWorkspace(leads: 2)
        it.transport.before = { try? it.prisma(#"DELETE FROM "Lead" WHERE id = 'l1'"#) }
        #expect(try it.send().run.sent == 2)
        #expect(try it.logged() == ["l2"])
        #expect(try it.file.unlogged(of: "c", limit: 10).isEmpty)
    }

    // MARK: time

    @Test func hoursAreWaitedFor() throws {
        let it = try CampaignWorkspace(leads: 2, channel: "sms")
        try it.prisma(#"UPDATE "Lead" SET timezone = 'Asia/Tokyo' WHERE id = 'l2'"#)
        // 01:00 in Tokyo.
        let (end, run) = try it.send()
        let opening = Instant(milliseconds: it.clock.milliseconds + 7 * 3_600_000)
        #expect(end == .waiting(until: opening))
        #expect(run.sent == 1 && it.transport.leads == ["l1"])
        let waiting = try #require(try it.item("l2"))
        #expect(waiting.state == .queued && waiting.rule == "hours" && waiting.opens == opening)
        it.pass(7 * 3_600_000)
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == ["l1", "l2"])
        #expect(try it.item("l2")?.reason == nil)
    }

    @Test func slowSendingKeepsToTheHours() throws {
        let it = try CampaignWorkspace(leads: 40, channel: "sms")
        // 20:30, and one text in two minutes.
        it.pass(11 * 3_600_000 + 1_800_000)
        try it.plan { $0.throttle = 1 / 120 }
        let (end, run) = try it.send()
        guard case .waiting = end else { return #expect(Bool(false), "\(end)") }
        #expect(run.sent == 15)
        let nine = it.clock.milliseconds - it.clock.milliseconds % 3_600_000
        let late = try it.file.items(of: "c", in: [.sent], from: 0, limit: .max)
            .filter { ($0.at?.milliseconds ?? 0) >= nine }
        #expect(late.isEmpty)
    }

    @Test func whoOptsOutMeanwhileIsNotSentTo() throws {
        let it = try CampaignWorkspace(leads: 3)
        it.transport.width = 1
        it.transport.before = {
            it.pass(6_000)
            it.doNotCall.addresses["l3@example.com"] = [DoNotCallMark(.house, isOptOut: true)]
        }
        try it.send()
        #expect(it.transport.leads == ["l1", "l2"])
        #expect(try it.item("l3")?.rule == "opt_out")
    }

    @Test(arguments: [(2, nil), (nil, 2), (2, 50), (50, 2)] as [(Double?, Double?)])
    func theSlowerBoundIsKept(_ throttle: Double?, _ rate: Double?) throws {
        let it = try CampaignWorkspace(leads: 30)
        it.rate = rate
        try it.plan { $0.throttle = throttle }
        let start = it.uptime
        #expect(try it.send().run.sent == 30)
        #expect((14_500...16_000).contains(it.uptime - start))
    }

    @Test func theWindowIsKept() throws {
        let it = try CampaignWorkspace(leads: 30)
        // It is 16:00 in UTC.
        try it.plan { ($0.from, $0.until, $0.throttle) = (15 * 60, 16 * 60 + 1, 0.1) }
        let (end, run) = try it.send()
        #expect(end == .window && (6...7).contains(run.sent))
        try it.plan { ($0.from, $0.until) = (22 * 60, 6 * 60) }
        #expect(try it.send().run.sent == 0)
        it.pass(7 * 3_600_000)
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == it.leads(1...30))
    }

    // MARK: ends

    @Test func theLimitHolds() throws {
        let it = try CampaignWorkspace(leads: 10)
        it.transport.width = 3
        #expect(try it.send(most: 4).end == .limit)
        #expect(it.transport.leads == it.leads(1...4))
        // What is uncertain may have been sent.
        it.transport.answer = { _ in .uncertain("no answer") }
        #expect(try it.send(most: 2).run.sent == 0)
        #expect(it.transport.leads == it.leads(1...6))
        it.transport.answer = { _ in .sent(id: nil) }
        #expect(try it.send(most: 4).end == .completed)
        #expect(it.transport.leads == it.leads(1...10))
    }

    @Test func anInterruptionLeavesTheRest() throws {
        let it = try CampaignWorkspace(leads: 10)
        it.transport.width = 2
        it.transport.before = { it.isInterrupted = it.transport.taken.count >= 4 }
        #expect(try it.send().end == .interrupted)
        #expect(try it.states().filter { $0.hasSuffix("in_flight") }.isEmpty)
        (it.isInterrupted, it.transport.before) = (false, {})
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == it.leads(1...10))
    }

    @Test(arguments: [
        ("UPDATE \"Campaign\" SET status = 'paused'", CampaignEnd.status(.paused)),
        ("UPDATE \"Campaign\" SET status = 'cancelled'", .status(.cancelled)),
        ("UPDATE \"Campaign\" SET message = 'Other'", .edited),
        ("DELETE FROM \"Campaign\"", .status(.cancelled)),
    ])
    func whatAnotherProcessDidIsSeen(_ sql: String, _ expected: CampaignEnd) throws {
        let it = try CampaignWorkspace(leads: 10)
        it.transport.width = 2
        it.transport.before = {
            it.pass(700)
            if it.transport.taken.count == 4 { try? it.prisma(sql) }
        }
        let (end, run) = try it.send()
        #expect(end == expected && (4...6).contains(run.sent))
    }

    @Test func anEditedTextIsForTheRest() throws {
        let it = try CampaignWorkspace(leads: 3)
        #expect(try it.send(most: 1).end == .limit)
        try it.prisma("UPDATE \"Campaign\" SET message = 'Dear ${.owner_name}'")
        #expect(try it.send().end == .completed)
        #expect(it.transport.taken.map(\.body) == ["Hi Owner 1!", "Dear Owner 2", "Dear Owner 3"])
    }

    @Test func manyFailuresPauseIt() throws {
        let it = try CampaignWorkspace(leads: 100)
        it.transport.width = 5
        it.transport.answer = { _ in .refused("no") }
        let (end, run) = try it.send()
        #expect(end == .failures && run.counts[.failed] == 20)
        #expect(it.transport.taken.count == 20)
        #expect(try it.service.ledger.counts(of: "c")[.queued] == 80)
    }

    @Test func aTransportThatCannotSendStopsIt() throws {
        let it = try CampaignWorkspace(leads: 5)
        it.transport.width = 2
        it.transport.answer = { $0.lead.id == "l2" ? .stopped("the key is wrong") : .sent(id: nil) }
        #expect(try it.send().end == .stopped("the key is wrong"))
        #expect(try it.states() == ["l1 sent", "l2 queued", "l3 queued", "l4 queued", "l5 queued"])
        it.transport.answer = { _ in .sent(id: nil) }
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == ["l1", "l2", "l2", "l3", "l4", "l5"])
    }

    // MARK: one message

    @Test func oneThatIsRefusedIsNotTriedAgain() throws {
        let it = try CampaignWorkspace()
        it.transport.answer = { $0.lead.id == "l2" ? .refused("unknown user") : .sent(id: nil) }
        try it.send()
        try it.send()
        #expect(it.transport.leads == ["l1", "l2", "l3"])
        let item = try #require(try it.item("l2"))
        #expect(item.state == .failed && item.rule == "refused" && item.reason == "unknown user")
    }

    @Test func aFailureIsTriedAgainLater() throws {
        let it = try CampaignWorkspace()
        var times: [Int64] = []
        it.transport.answer = {
            guard $0.lead.id == "l2" else { return .sent(id: nil) }
            times.append(it.uptime)
            return times.count < 3 ? .failed("busy", after: 2_000) : .sent(id: nil)
        }
        #expect(try it.send().end == .completed)
        #expect(times.count == 3 && times[1] - times[0] >= 2_000 && times[2] - times[1] >= 2_000)
        #expect(Set(it.transport.taken.filter { $0.lead.id == "l2" }.map(\.id)).count == 1)
        #expect(try it.states() == ["l1 sent", "l2 sent", "l3 sent"])
    }

    @Test func afterSomeAttemptsItHasFailed() throws {
        let it = try CampaignWorkspace()
        it.transport.answer = { $0.lead.id == "l2" ? .failed("busy", after: nil) : .sent(id: nil) }
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads.count { $0 == "l2" } == 4)
        let item = try #require(try it.item("l2"))
        #expect(item.state == .failed && item.rule == "transport" && item.attempts == 4)
    }

    @Test func aTransportThatWantsToBeLeftAloneForLongIs() throws {
        let it = try CampaignWorkspace()
        it.transport.answer = { $0.lead.id == "l2" ? .failed("busy", after: 3_600_000) : .sent(id: nil) }
        try it.send()
        #expect(it.transport.leads.count == 3)
    }

    @Test func whatIsUncertainIsNotRepeated() throws {
        let it = try CampaignWorkspace()
        it.transport.answer = { $0.lead.id == "l2" ? .uncertain("no answer") : .sent(id: nil) }
        #expect(try it.send().end == .completed)
        try it.send()
        #expect(it.transport.leads == ["l1", "l2", "l3"])
        #expect(try it.states() == ["l1 sent", "l2 uncertain", "l3 sent"])
    }

    @Test func aTransportThatKnowsTheIDIsAskedAgain() throws {
        let it = try CampaignWorkspace()
        it.transport.honoursMessageID = true
        var count = 0
        it.transport.answer = { _ in
            count += 1
            return count == 2 ? .uncertain("no answer") : .sent(id: nil)
        }
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == ["l1", "l2", "l3", "l2"])
        #expect(it.transport.taken[1].id == it.transport.taken[3].id)
    }

    // MARK: processes that ended

    @Test func whatWasOnItsWayIsUncertain() throws {
        let it = try CampaignWorkspace(leads: 6)
        (it.transport.width, it.transport.crashAfter) = (2, 4)
        #expect(throws: ScriptedTransport.Crash.self) { try it.send() }
        #expect(
            try it.states() == [
                "l1 sent", "l2 sent", "l3 in_flight", "l4 in_flight", "l5 queued", "l6 queued",
            ])
        it.transport.crashAfter = nil
        #expect(try it.send().end == .completed)
        #expect(it.transport.leads == it.leads(1...6))
        #expect(try it.item("l3")?.state == .uncertain && it.item("l4")?.state == .uncertain)
        #expect(try it.logged() == ["l1", "l2", "l5", "l6"])
    }

    @Test(arguments: [true, false])
    func whatWasOnItsWayGoesAgainWhereTheIDIsKnown(_ isSame: Bool) throws {
        let it = try CampaignWorkspace(leads: 4)
        it.transport.honoursMessageID = true
        (it.transport.width, it.transport.crashAfter) = (2, 2)
        #expect(throws: ScriptedTransport.Crash.self) { try it.send() }
        it.transport.crashAfter = nil
        if !isSame { it.transport.name = "another" }
        #expect(try it.send().end == .completed)
        let ids = it.transport.taken.map(\.id)
        #expect(it.transport.leads == (isSame ? ["l1", "l2", "l1", "l2", "l3", "l4"] : it.leads(1...4)))
        #expect(Set(ids).count == 4)
        #expect(try it.item("l1")?.state == (isSame ? .sent : .uncertain))
    }

    @Test func theLogIsWrittenOnce() throws {
        let it = try CampaignWorkspace(leads: 5)
        it.ledger = ForgetfulLedger(it.file)
        // The store has its rows, and the ledger does not hear of it.
        #expect(throws: ScriptedTransport.Crash.self) { try it.send() }
        #expect(try it.logged() == it.leads(1...5))
        it.ledger = it.file
        try it.send()
        #expect(try it.logged() == it.leads(1...5))
        #expect(try it.file.unlogged(of: "c", limit: 10).isEmpty)
    }

    @Test func whatWasSentIsLoggedByTheNext() throws {
        let it = try CampaignWorkspace(leads: 4)
        (it.transport.width, it.transport.crashAfter) = (2, 3)
        #expect(throws: ScriptedTransport.Crash.self) { try it.send() }
        #expect(try it.logged() == [])
        it.transport.crashAfter = nil
        try it.send(most: 1)
        #expect(try it.logged().prefix(2) == ["l1", "l2"])
    }
}

extension CampaignRunTests {
    @Test func whatWasSkippedByARuleIsAskedAgainWhenThatIsSetAside() throws {
        let it = try CampaignWorkspace(leads: 3)
        it.doNotCall.addresses["l2@example.com"] = [DoNotCallMark(.house)]
        try it.prisma(#"UPDATE "Lead" SET email = NULL WHERE id = 'l3'"#)
        try it.send()
        #expect(try it.states() == ["l1 sent", "l2 skipped", "l3 skipped"])
        try it.service.ledger.requeue(skippedBy: ["house_list"], of: "c")
        #expect(try it.states() == ["l1 sent", "l2 queued", "l3 skipped"])
        it.doNotCall.addresses = [:]
        try it.send()
        #expect(try it.states() == ["l1 sent", "l2 sent", "l3 skipped"])
    }

    @Test func whatIsKeptOfARuleThatWasSetAside() throws {
        let it = try CampaignWorkspace(leads: 1)
        let rule = RuleOrigin(
            id: "landline", source: "house rule", date: Day(number: 20_000), file: "rules.toml")
        let kept = [nil, "(480) 555-0156"].map { address in
            RuleOverride(
                actor: "ana@example.com", rule: rule, reason: "asked for it", lead: "l1", channel: .sms,
                address: address, at: Instant(milliseconds: 5),
                localTime: "2026-06-10 20:30 in America/Phoenix",
                zoneSource: .place)
        }
        try it.service.ledger.record(kept, of: "c")
        try it.service.ledger.record([], of: "c")
        #expect(try it.service.ledger.overrides(of: "c") == kept)
        #expect(try it.service.ledger.overrides(of: "d").isEmpty)
    }
}

/// A process that ends before it hears that its log was written.
private final class ForgetfulLedger: SendLedger {
    private let ledger: any SendLedger

    init(_ ledger: any SendLedger) { self.ledger = ledger }

    func logged(_ items: [SendItem]) throws { throw ScriptedTransport.Crash() }

    func plan(of campaign: String) throws -> CampaignPlan? { try ledger.plan(of: campaign) }
    func set(_ plan: CampaignPlan, of campaign: String, list: [RowKey]?) throws {
        try ledger.set(plan, of: campaign, list: list)
    }
    func list(of campaign: String) throws -> [RowKey] { try ledger.list(of: campaign) }
    func add(_ leads: [RowKey], to campaign: String, at now: Instant) throws -> Int {
        try ledger.add(leads, to: campaign, at: now)
    }
    func counts(of campaign: String) throws -> SendCounts { try ledger.counts(of: campaign) }
    func items(of campaign: String, in states: Set<SendItem.State>, from position: Int, limit: Int) throws
        -> [SendItem]
    { try ledger.items(of: campaign, in: states, from: position, limit: limit) }
    func item(of campaign: String, lead: RowKey) throws -> SendItem? {
        try ledger.item(of: campaign, lead: lead)
    }
    func write(_ items: [SendItem], at now: Instant?) throws { try ledger.write(items, at: now) }
    func requeue(skippedBy rules: [String], of campaign: String) throws {
        try ledger.requeue(skippedBy: rules, of: campaign)
    }
    func record(_ overrides: [RuleOverride], of campaign: String) throws {
        try ledger.record(overrides, of: campaign)
    }
    func overrides(of campaign: String) throws -> [RuleOverride] { try ledger.overrides(of: campaign) }
    func unlogged(of campaign: String, limit: Int) throws -> [SendItem] {
        try ledger.unlogged(of: campaign, limit: limit)
    }
}
