import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

/// Tags between the moment they are shown and the moment they are written.
@Suite struct TaggingTests {
    private let it: JournaledWorkspace
    private let engine: StoreChangeEngine

    init() throws {
        it = try JournaledWorkspace()
        engine = StoreChangeEngine(
            engine: StoreQueryEngine(stores: it.stores, zone: FixedZone.utc), stores: it.stores,
            transactions: it.transactions, clock: { Instant(milliseconds: 1_700_000_000_000) },
            actor: { "ana" })
    }

    private func plan(_ kind: ChangePlan.Kind) -> ChangePlan {
        ChangePlan(
            entity: "tags", store: nil, rows: QueryPlan(source: .scan(entity: "leads", store: nil)),
            kind: kind)
    }

    private func isMade() -> Bool { FileProbe(it.workspace.path(.cvx)).kind != .missing }

    @Test func nothingIsMadeBeforeItIsAgreedTo() throws {
        let prepared = try engine.prepare(plan(.tag(["vip", "cold"])))
        #expect(prepared.summary.chosen == 10 && prepared.summary.changing == 10)
        #expect(prepared.summary.stores == [.cvx])
        #expect(throws: CancellationError.self) {
            try engine.perform(plan(.tag(["vip"])), JournaledWorkspace.draft) { _ in
                throw CancellationError()
            }
        }
        #expect(!isMade())
        let outcome = try engine.apply(prepared, JournaledWorkspace.draft)
        #expect(outcome.changed == 10 && outcome.added.count == 10 && outcome.entry == 1)
        #expect(
            try it.rows("SELECT DISTINCT created_by || created_at FROM cvx.tags") == ["ana1700000000000"])
    }

    @Test func noneIsMadeForWhatIsThereAlready() throws {
        try it.outside(.leadflow, "INSERT INTO lead_tags SELECT id, 'VIP' FROM leads")
        let leads = ChangePlan(
            entity: "tags", store: nil, rows: QueryPlan(source: .scan(entity: "leads", store: .leadflow)),
            kind: .tag(["vip"]))
        let outcome = try engine.perform(leads, JournaledWorkspace.draft) { _ in }
        #expect(outcome.changed == 0 && outcome.same == 3)
        #expect(!isMade())
    }

    @Test func whatMovedMeanwhileIsLeftAlone() throws {
        let prepared = try engine.prepare(plan(.tag(["vip"])))
        // Another process tags one, and another program deletes one.
        try it.outside(.cvx, "INSERT INTO tags VALUES ('x', 'leads', 'l1', 'VIP', 1, NULL)")
        try it.outside(.prisma, "DELETE FROM \"Lead\" WHERE id = 'p1'")
        let outcome = try engine.apply(prepared, JournaledWorkspace.draft)
        #expect(outcome.changed == 3)
        #expect(outcome.moved.map(\.id) == ["l1", "p1"])
        #expect(try it.rows("SELECT row_id FROM cvx.tags ORDER BY 1") == ["l1", "l2", "l3", "p2"])
    }

    @Test func tagsTakenOffByOthersAreNotCounted() throws {
        _ = try engine.perform(plan(.tag(["vip"])), JournaledWorkspace.draft) { _ in }
        let prepared = try engine.prepare(plan(.untag(["VIP"])))
        #expect(prepared.summary.changing == 5)
        try it.outside(
            .cvx, "DELETE FROM tags WHERE row_id = 'l1'; UPDATE tags SET tag = 'Vip' WHERE row_id = 'l2'")
        let outcome = try engine.apply(prepared, JournaledWorkspace.draft)
        #expect(outcome.changed == 3 && outcome.moved.count == 2)
        #expect(try it.rows("SELECT tag FROM cvx.tags") == ["Vip"])
    }

    @Test func deletingAndUndoingReachTheTags() throws {
        _ = try engine.perform(plan(.tag(["vip"])), JournaledWorkspace.draft) { _ in }
        let before = try it.dump()
        let deletion = ChangePlan(
            entity: "leads", store: nil, rows: QueryPlan(source: .scan(entity: "leads", store: nil)),
            kind: .delete)
        let outcome = try engine.perform(deletion, JournaledWorkspace.draft) { summary in
            #expect(summary.dependents == [.init(entity: "tags", rule: .delete, count: 5)])
        }
        #expect(outcome.changed == 5)
        #expect(try it.rows("SELECT count(*) FROM cvx.tags") == ["0"])
        let entry = try #require(outcome.entry)
        #expect(try it.transactions.undo([entry], draft: JournaledWorkspace.draft).conflictCount == 0)
        #expect(try it.dump() == before)
    }
}
