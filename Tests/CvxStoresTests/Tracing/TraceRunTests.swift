import CvxDomain
import CvxServices
import Foundation
import Testing

@testable import CvxStores

/// What a trace asks, pays and writes.
@Suite struct TraceRunTests {
    private func response(_ word: String) -> Result<HTTPResponse, HTTPFailure> {
        .success(HTTPResponse(status: 200, headers: [], body: Array(word.utf8)))
    }

    private func lost(arrived: Bool) -> Result<HTTPResponse, HTTPFailure> {
        .failure(HTTPFailure(.timeout, "no answer within 1 s", mayHaveArrived: arrived))
    }

    @Test func everyTableIsWritten() throws {
        let it = try TracedWorkspace()
        let batch = try it.trace(it.order(), leads: [it.key(1)])
        #expect(batch.state == .done && batch.spent.tenThousandths == 700 && batch.outcomes == [.matched: 1])
        #expect(
            try it.rows(
                "SELECT id || ' ' || provider || ' ' || cost || ' ' || lead_id FROM skip_trace.skip_trace_results"
            )
                == ["call1 paid 0.07 l1"])
        #expect(
            try it.rows(
                "SELECT phone || ' ' || is_dnc FROM skip_trace.skip_trace_phones WHERE skip_trace_id = 'call1'"
            )
            .count == 2)
        #expect(try it.rows("SELECT email FROM skip_trace.skip_trace_emails") == ["pat@example.com"])
        #expect(
            try it.rows("SELECT phone FROM leadflow.leads WHERE id = 'l1'").first?.contains("0156") == true)
        #expect(
            try it.rows(
                "SELECT skip_trace_provider || ' ' || skip_trace_cost_cents FROM leadflow.leads WHERE id = 'l1'"
            )
                == ["paid 7"])
        #expect(try it.rows("SELECT cost FROM leadflow.api_cost_entries") == ["0.07"])
        // The lead is not in the Prisma store, whose records have to belong to one of its own.
        #expect(try it.rows(#"SELECT count(*) FROM prisma."SkipTraceRecord""#) == ["0"])
        let entry = try #require(try JournalReader(it.transactions).entry(1))
        #expect(entry.draft.outside == "spent $0.07")
        #expect(throws: JournalError.self) { try it.transactions.undo([1], draft: JournaledWorkspace.draft) }
    }

    @Test func aPhoneThatIsThereStays() throws {
        let it = try TracedWorkspace()
        try it.workspace.make(.leadflow, "UPDATE leads SET phone = '(480) 555-0199' WHERE id = 'l1'")
        try it.trace(it.order(), leads: [it.key(1)])
        #expect(try it.rows("SELECT phone FROM leadflow.leads WHERE id = 'l1'") == ["(480) 555-0199"])
    }

    @Test func marksStick() throws {
        let it = try TracedWorkspace()
        let number = try #require(NANPNumber("4805550156"))
        it.doNotCall = FixedDoNotCallList(numbers: [number: [DoNotCallMark(.house)]])
        try it.trace(it.order(), leads: [it.key(1)])
        #expect(
            try it.rows("SELECT count(*) FROM skip_trace.skip_trace_phones WHERE is_dnc = 1") == ["2"])
        // Neither may be called, so neither becomes the lead's.
        #expect(try it.rows("SELECT coalesce(phone, 'none') FROM leadflow.leads WHERE id = 'l1'") == ["none"])
    }

    @Test func anEarlierAnswerIsNotPaidTwice() throws {
        let it = try TracedWorkspace()
        try it.trace(it.order(), leads: it.keys(2))
        let again = try it.trace(it.order(), leads: it.keys(3))
        #expect(again.outcomes == [.cached: 2, .matched: 1] && again.spent.tenThousandths == 700)
        #expect(it.client.asked.count == 3)
        let forced = try it.trace(it.order(force: true), leads: it.keys(1))
        #expect(forced.outcomes == [.matched: 1] && it.client.asked.count == 4)
        it.clock = Instant(milliseconds: it.clock.milliseconds + 8 * 86_400_000)
        #expect(try it.trace(it.order(), leads: it.keys(1)).outcomes == [.matched: 1])
    }

    @Test func theSameQuestionForAnotherLeadIsFree() throws {
        let it = try TracedWorkspace()
        try it.workspace.make(
            .leadflow, "UPDATE leads SET address = '1 oak st,  Phoenix, AZ 85034' WHERE id = 'l2'")
        try it.trace(it.order(), leads: [it.key(1)])
        let batch = try it.trace(it.order(), leads: [it.key(2)])
        #expect(batch.outcomes == [.cached: 1] && batch.spent.tenThousandths == 0)
        #expect(it.client.asked.count == 1)
        #expect(
            try it.rows("SELECT count(*) FROM skip_trace.skip_trace_phones WHERE lead_id = 'l2'") == ["2"])
    }

    @Test func theBudgetStopsBeforeTheCall() throws {
        let it = try TracedWorkspace(leads: 10)
        let batch = try it.trace(it.order(2_150), leads: it.keys(10))
        #expect(batch.state == .paused && batch.pause == .budget)
        #expect(it.client.asked.count == 3 && batch.spent.tenThousandths == 2_100 && batch.open == 7)
    }

    @Test func whatCostsNothingLeavesTheBudget() throws {
        let it = try TracedWorkspace(leads: 10)
        it.settings.billing = .match
        it.client.answers = { street, _ in self.response(street.hasPrefix("1") ? "matched" : "no_match") }
        let batch = try it.trace(it.order(1_400), leads: it.keys(10))
        #expect(batch.state == .done && batch.spent.tenThousandths == 1_400)
        #expect(batch.outcomes == [.matched: 2, .noMatch: 8])
    }

    @Test func theQuotaCountsAttempts() throws {
        let it = try TracedWorkspace(leads: 5)
        it.settings.quota = 2
        let batch = try it.trace(it.order(), leads: it.keys(5))
        #expect(batch.pause == .quota && it.client.asked.count == 2)
        it.clock = Instant(milliseconds: it.clock.milliseconds + 86_400_000)
        #expect(try it.service().run(batch.id).spent.tenThousandths == 2_800)
    }

    @Test func failuresAreTriedAgain() throws {
        let it = try TracedWorkspace()
        var count = 0
        it.client.answers = { _, _ in
            count += 1
            return self.response(count < 3 ? "rate_limited" : "matched")
        }
        #expect(try it.trace(it.order(retries: 3), leads: [it.key(1)]).outcomes == [.matched: 1])
        #expect(Set(it.client.asked.map(\.id)).count == 1 && count == 3)
    }

    @Test func aWrongKeyStopsAll() throws {
        let it = try TracedWorkspace(leads: 100)
        it.client.answers = { _, _ in self.response("auth") }
        let batch = try it.trace(it.order(), leads: it.keys(100))
        #expect(batch.pause == .auth && batch.open == 100 && batch.spent.tenThousandths == 0)
        #expect(it.client.asked.count <= TraceService.width)
    }

    @Test func aFailingProviderIsLeftAlone() throws {
        let it = try TracedWorkspace(leads: 100)
        it.client.answers = { _, _ in self.response("provider_error") }
        let batch = try it.trace(it.order(retries: 0), leads: it.keys(100))
        #expect(batch.pause == .circuitOpen && it.client.asked.count < 2 * TraceService.width)
        let asked = it.client.asked.count
        #expect(try it.service().run(batch.id).pause == .circuitOpen && it.client.asked.count == asked)
        it.clock = Instant(milliseconds: it.clock.milliseconds + 61_000)
        it.client.answers = { _, _ in self.response("matched") }
        _ = try it.service().resumable(batch.id)
        #expect(try it.service().run(batch.id).outcomes == [.matched: 100])
    }

    @Test func aLostAnswerIsAskedForAgainOrUncertain() throws {
        let it = try TracedWorkspace()
        var count = 0
        it.client.answers = { _, _ in
            count += 1
            return count == 1 ? self.lost(arrived: true) : self.response("matched")
        }
        #expect(try it.trace(it.order(), leads: [it.key(1)]).outcomes == [.matched: 1])
        #expect(Set(it.client.asked.map(\.id)).count == 1)
        count = 0
        let batch = try it.trace(it.order(), leads: [it.key(2)], honours: false)
        #expect(batch.outcomes == [.uncertain: 1] && batch.uncertain.tenThousandths == 700 && count == 1)
        // Only somebody who says so sends it again.
        #expect(try it.trace(it.order(), leads: [it.key(2)]).outcomes == [.uncertain: 1])
        #expect(try it.trace(it.order(force: true), leads: [it.key(2)]).outcomes == [.matched: 1])
    }

    @Test func whatNeverArrivedCostsNothing() throws {
        let it = try TracedWorkspace()
        it.client.answers = { _, _ in self.lost(arrived: false) }
        let batch = try it.trace(it.order(retries: 0), leads: [it.key(1)], honours: false)
        #expect(batch.outcomes == [.timeout: 1] && batch.uncertain.tenThousandths == 0)
    }

    @Test func interruptedItStopsAfterTheCallsInFlight() throws {
        let it = try TracedWorkspace(leads: 100)
        it.client.before = { it.isInterrupted = true }
        let batch = try it.trace(it.order(), leads: it.keys(100))
        #expect(
            batch.state == .paused && batch.pause == nil && batch.outcomes == [.matched: TraceService.width])
        it.isInterrupted = false
        it.client.before = {}
        #expect(try it.service().run(batch.id).outcomes == [.matched: 100])
        #expect(it.client.asked.count == 100)
        #expect(try it.rows("SELECT count(*) FROM skip_trace.skip_trace_results") == ["100"])
    }

    @Test func whatWasWrittenAheadAndNotSentGoesBackToTheQueue() throws {
        let it = try TracedWorkspace(leads: 100)
        it.settings.quota = 1_000
        it.client.isHeld = { it.client.asked.count >= 40 }
        it.client.before = { it.isInterrupted = it.client.asked.count >= 40 }
        let batch = try it.trace(it.order(), leads: it.keys(100))
        #expect(batch.state == .paused && batch.outcomes == [.matched: 40] && batch.open == 60)
        #expect(try it.ledgerRows("SELECT count(*) FROM calls WHERE state = 'unsent'") == ["24"])
        #expect(try it.ledgerRows("SELECT count(*) FROM calls WHERE state = 'open'") == ["0"])
        #expect(try it.ledger.attempts(of: "paid", on: it.clock) == 40)
        it.isInterrupted = false
        it.client.isHeld = { false }
        it.client.before = {}
        #expect(try it.service().run(batch.id).outcomes == [.matched: 100])
        #expect(Set(it.client.asked.map(\.street)).count == 100 && it.client.asked.count == 100)
        #expect(try it.ledger.attempts(of: "paid", on: it.clock) == 100)
    }

    @Test func whatMayHaveBeenChargedStaysOpenWhenItIsTakenBack() throws {
        let it = try TracedWorkspace()
        var turns = 0
        it.client.answers = { _, _ in self.lost(arrived: true) }
        it.client.isHeld = { turns > 0 }
        it.client.before = {
            turns += 1
            it.isInterrupted = turns > 1
        }
        let batch = try it.trace(it.order(retries: 5), leads: [it.key(1)])
        #expect(batch.counts == [.inFlight: 1] && batch.state == .paused)
        let first = it.client.asked.map(\.id)
        it.isInterrupted = false
        it.client = ScriptedClient()
        #expect(try it.service().run(batch.id).outcomes == [.matched: 1])
        #expect(Set(it.client.asked.map(\.id)) == Set(first))
    }

    /// The second answer says nothing of what the first request cost.
    @Test func arefusalDoesNotSettleWhatWasLostBefore() throws {
        let it = try TracedWorkspace()
        var count = 0
        it.client.answers = { _, _ in
            count += 1
            return count == 1 ? self.lost(arrived: true) : self.lost(arrived: false)
        }
        let batch = try it.trace(it.order(retries: 1), leads: [it.key(1)])
        #expect(batch.outcomes == [.uncertain: 1] && batch.uncertain.tenThousandths == 700)
    }

    @Test func cancelledByAnotherItStopsAfterTheCallsInFlight() throws {
        let it = try TracedWorkspace(leads: 100)
        let other = TraceLedgerFile(path: it.workspace.folder + "/data/cvx_ledger.db", busyTimeout: 50)
        let service = it.service()
        let id = try service.begin(it.order(), leads: it.keys(100))
        it.client.before = { try? other.set(.cancelled, pause: nil, of: id) }
        let batch = try service.run(id)
        #expect(batch.state == .cancelled && batch.outcomes == [.matched: TraceService.width])
        #expect(it.client.asked.count == TraceService.width)
        #expect(
            try it.rows("SELECT count(*) FROM skip_trace.skip_trace_results") == ["\(TraceService.width)"])
        #expect(throws: TraceError.self) { try service.cancel(id) }
        #expect(throws: TraceError.self) { try service.resumable(id) }
    }

    @Test func twoProcessesDoNotWorkOnOneBatch() throws {
        let it = try TracedWorkspace()
        let service = it.service()
        let id = try service.begin(it.order(), leads: it.keys(3))
        let other = TraceLedgerFile(path: it.workspace.folder + "/data/cvx_ledger.db", busyTimeout: 50)
        let hold = try #require(try other.hold(id))
        #expect(throws: TraceError.self) { try service.run(id) }
        #expect(throws: TraceError.self) { try service.resumable(id) }
        #expect(try service.cancel(id).isRunning)
        withExtendedLifetime(hold) {}
        #expect(it.client.asked.isEmpty)
    }

    @Test func cancellingSettlesWhatWasCutOff() throws {
        let it = try TracedWorkspace()
        let service = it.service()
        let id = try service.begin(it.order(), leads: it.keys(2))
        var item = TraceItem(batch: id, position: 0, lead: it.key(1), state: .inFlight)
        item.provider = "paid"
        var step = TraceStep(now: it.clock)
        step.calls = [
            TraceCall(
                id: "cut", item: item, provider: "paid", question: "q", request: "{}",
                price: Money(tenThousandths: 700))
        ]
        #expect(try it.ledger.write(step) == [.made])
        let (batch, isRunning) = try service.cancel(id)
        #expect(!isRunning && batch.state == .cancelled && batch.open == 1)
        #expect(batch.uncertain.tenThousandths == 700 && it.client.asked.isEmpty)
        #expect(try service.unsettled().map(\.call.state) == [.uncertain])
        #expect(try it.trace(it.order(force: true), leads: [it.key(1)]).outcomes == [.matched: 1])
    }

    @Test func aStoreThatIsLockedLosesNothing() throws {
        let it = try TracedWorkspace(leads: 5)
        let other = it.workspace.open(busyTimeout: 0)
        let transactions = StoreTransactions(
            stores: other, journalPath: it.workspace.folder + "/data/other.db")
        try transactions.begin(writing: [.skipTrace])
        let service = it.service()
        let id = try service.begin(it.order(), leads: it.keys(5))
        #expect(throws: StoreError.self) { try service.run(id) }
        try transactions.rollback()
        let batch = try service.run(id)
        #expect(batch.state == .done && it.client.asked.count == 5 && batch.spent.tenThousandths == 3_500)
        #expect(try it.rows("SELECT count(*) FROM skip_trace.skip_trace_results") == ["5"])
    }

    @Test func twoBatchesOnOneLeadPayOnce() throws {
        let it = try TracedWorkspace()
        let second = TraceLedgerFile(path: it.ledger.store.path, busyTimeout: 50)
        let id = try second.begin(it.order(), leads: [it.key(1)], at: it.clock)
        let item = try #require(try second.items(of: id, in: [.queued], from: 0, limit: 1).first)
        let question = TraceQuestion(
            ContactRequest(street: "1 Oak St", city: "Phoenix", state: "AZ", zip: "85034"), id: "x")
        var step = TraceStep(now: it.clock)
        step.calls = [
            TraceCall(
                id: "other", item: item, provider: "paid", question: question.key, request: question.json,
                price: Money(tenThousandths: 700))
        ]
        #expect(try second.write(step) == [.made])
        let batch = try it.trace(it.order(), leads: [it.key(1)])
        #expect(it.client.asked.isEmpty && batch.outcomes == [.uncertain: 1])
    }

    @Test func whatAnotherBatchLearnedMeanwhileIsNotAskedAgain() throws {
        let it = try TracedWorkspace(leads: 100)
        let client = it.client
        client.before = {
            guard it.client === client else { return }
            // The first batch has looked at all its leads, and has asked about some.
            it.client = ScriptedClient()
            let other = try? it.trace(it.order(), leads: it.keys(100).suffix(30))
            #expect(other?.outcomes == [.matched: 30])
        }
        let batch = try it.trace(it.order(), leads: it.keys(100))
        #expect(batch.outcomes == [.matched: 70, .cached: 30] && batch.spent.tenThousandths == 49_000)
        #expect(client.asked.count == 70 && it.client.asked.count == 30)
    }

    @Test func theSameQuestionOfOneBatchIsPaidOnce() throws {
        let it = try TracedWorkspace(leads: 3)
        try it.workspace.make(.leadflow, "UPDATE leads SET address = '1 oak st, Phoenix, AZ 85034'")
        let batch = try it.trace(it.order(), leads: it.keys(3))
        #expect(it.client.asked.count == 1 && batch.spent.tenThousandths == 700)
        #expect(batch.outcomes == [.matched: 1, .cached: 2])
    }

    @Test func whatCannotGoBetterIsNotTriedAgain() throws {
        let it = try TracedWorkspace()
        it.client.answers = { _, _ in self.response("bad_address") }
        let batch = try it.trace(it.order(), leads: [it.key(1)])
        #expect(it.client.asked.count == 1 && batch.spent.tenThousandths == 700)
        it.client.answers = { _, _ in
            .failure(HTTPFailure(.certificate, "not trusted", mayHaveArrived: false))
        }
        #expect(try it.trace(it.order(), leads: [it.key(2)]).outcomes == [.timeout: 1])
    }

    @Test func interruptedWhatIsToBeSentAgainGoesBackToTheQueue() throws {
        let it = try TracedWorkspace()
        it.client.answers = { _, _ in self.response("rate_limited") }
        var turns = 0
        it.client.before = {
            turns += 1
            it.isInterrupted = turns > 1
        }
        let batch = try it.trace(it.order(retries: 5), leads: it.keys(2), honours: false)
        #expect(batch.open == 2 && batch.uncertain.tenThousandths == 0)
        it.isInterrupted = false
        it.client.before = {}
        it.client.answers = { _, _ in self.response("matched") }
        #expect(try it.service(honours: false).run(batch.id).outcomes == [.matched: 2])
    }

    @Test func whereNoStoreKeepsTracesCostsAreWrittenOnce() throws {
        let it = try TracedWorkspace()
        try it.workspace.make(.skipTrace, "DROP TABLE skip_trace_results")
        try it.workspace.make(.prisma, #"DROP TABLE "SkipTraceRecord""#)
        let batch = try it.trace(it.order(), leads: it.keys(2))
        // Its process was killed before the ledger could say that the answers are in the stores.
        try it.ledger.store.writing { try OwnStore.execute("UPDATE calls SET is_applied = 0", $0) }
        _ = try it.service().run(batch.id)
        #expect(try it.rows("SELECT cost FROM leadflow.api_cost_entries") == ["0.07", "0.07"])
        #expect(try it.rows("SELECT sum(skip_trace_cost_cents) FROM leadflow.leads") == ["14"])
    }

    @Test func leadsWithoutAnAddress() throws {
        let it = try TracedWorkspace()
        try it.workspace.make(.leadflow, "UPDATE leads SET address = ' , ' WHERE id = 'l1'")
        let batch = try it.trace(it.order(), leads: [it.key(1), RowKey(store: .leadflow, id: "gone")])
        #expect(batch.outcomes == [.badAddress: 2] && it.client.asked.isEmpty)
    }

    @Test func theNextProviderIsAskedWhereOneFindsNothing() throws {
        let it = try TracedWorkspace()
        try it.workspace.make(
            .leadflow,
            """
            INSERT INTO leads (id, address, owner_name, phone, source_type, updated_at)
            VALUES ('l9', '1 Oak St, Phoenix, AZ 85034', 'Doe, Pat', '480-555-0188', 'manual', '2026-01-01');
            UPDATE leads SET owner_name = 'Max Roe' WHERE id = 'l2';
            """)
        let batch = try it.trace(it.order(by: ["local", "paid"]), leads: it.keys(2))
        #expect(batch.outcomes == [.matched: 2])
        #expect(it.client.asked.map(\.street) == ["2 Oak St"])
        #expect(try it.rows("SELECT phone FROM leadflow.leads WHERE id = 'l1'") == ["480-555-0188"])
    }

    @Test func aContactListIsReadWhenLocalIsAsked() throws {
        let it = try TracedWorkspace()
        it.contacts = it.workspace.folder + "/contacts.csv"
        try it.workspace.make(.leadflow, "UPDATE leads SET owner_name = 'Owner ' || id WHERE id <> 'l1'")
        // It is not there, and nobody asked for it.
        #expect(try it.trace(it.order(), leads: [it.key(1)]).outcomes == [.matched: 1])
        #expect(throws: TraceError.self) { try it.trace(it.order(by: ["local"]), leads: [it.key(2)]) }
        func write(_ number: String) throws {
            let text = "address,zip,phone\n2 Oak St,85034,\(number)\n3 Oak St,85034,\(number)\n"
            try text.write(toFile: it.contacts ?? "", atomically: true, encoding: .utf8)
        }
        try write("480-555-0188")
        let number = try #require(NANPNumber("4805550188"))
        it.doNotCall = FixedDoNotCallList(numbers: [number: [DoNotCallMark(.house)]])
        let service = it.service()
        func trace(_ lead: Int) throws -> TraceBatch {
            try service.run(try service.begin(it.order(by: ["local"]), leads: [it.key(lead)]))
        }
        #expect(try trace(2).outcomes == [.matched: 1])
        #expect(
            try it.rows(
                "SELECT is_dnc FROM skip_trace.skip_trace_phones WHERE lead_id = 'l2' AND phone LIKE '%0188'"
            ) == ["1"])
        #expect(try it.rows("SELECT coalesce(phone, '') FROM leadflow.leads WHERE id = 'l2'") == [""])
        // A file that was changed is read again.
        try write("480-555-01890")
        #expect(try trace(3).outcomes == [.noMatch: 1])
    }

    @Test func anEstimateSaysWhatWouldHappen() throws {
        let it = try TracedWorkspace(leads: 4)
        try it.trace(it.order(), leads: [it.key(1)])
        try it.workspace.make(.leadflow, "UPDATE leads SET address = '?' WHERE id = 'l2'")
        let estimate = try it.service().estimate(it.order(), leads: it.keys(4))
        #expect(estimate.cached == 1 && estimate.refused == 1 && estimate.paid == ["paid": 2])
        #expect(estimate.most.tenThousandths == 1_400 && it.client.asked.count == 1)
    }

    @Test func providersThatCannotBeAsked() throws {
        let it = try TracedWorkspace()
        #expect(throws: TraceError.self) { try it.service().estimate(it.order(by: ["nobody"]), leads: []) }
        it.settings.price = nil
        #expect(throws: TraceError.self) { try it.service().estimate(it.order(), leads: []) }
    }
}
