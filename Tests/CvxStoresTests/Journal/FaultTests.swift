import CSQLite
import CvxDomain
import CvxServices
import Foundation
import Testing

@testable import CvxStores

/// Another program's connection to a store.
final class OtherProgram {
    let connection: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        #expect(sqlite3_open(path, &opened) == SQLITE_OK)
        connection = try #require(opened)
    }

    deinit { sqlite3_close_v2(connection) }

    func run(_ sql: String) throws { try OwnStore.execute(sql, connection) }
}

@Suite struct FaultTests {
    private let draft = JournalDraft(actor: "ana@example.com", statement: "a change")
    private let both: Set<StoreRole> = [.prisma, .leadflow]
    private let sql = "UPDATE prisma.Lead SET aiScore = 5; UPDATE leadflow.leads SET lead_score = 5"

    /// The change fails, nothing of it is there, and the journal does not speak of it.
    private func fails(
        _ it: JournaledWorkspace, _ kind: StoreError.Kind, _ store: StoreRole? = nil, _ sql: String? = nil
    ) throws {
        let before = try it.dump()
        let error = #expect(throws: StoreError.self) { try it.change(both, sql ?? self.sql) }
        #expect(error?.kind == kind)
        if let store { #expect(error?.store == store) }
        #expect(try it.dump() == before)
        #expect(!it.transactions.isOpen)
        #expect(!it.transactions.doubt.isRaised)
    }

    private func entries(_ it: JournaledWorkspace) throws -> [JournalEntry] {
        try it.reader.entries(JournalFilter())
    }

    @Test func anotherProgramKeepsALock() throws {
        let it = try JournaledWorkspace()
        let other = try OtherProgram(it.workspace.path(.leadflow))
        try other.run("BEGIN IMMEDIATE")
        try fails(it, .busy, .leadflow)
        #expect(try entries(it).isEmpty)
        // What was locked before it is free again.
        let second = try OtherProgram(it.workspace.path(.prisma))
        try second.run("UPDATE Lead SET ownerName = 'free'")
        try other.run("ROLLBACK")
        #expect(try it.change(both, sql)?.state == .done)
    }

    @Test func anotherProgramKeepsALockForAMoment() throws {
        let it = try JournaledWorkspace(busyTimeout: 20_000)
        let path = it.workspace.path(.leadflow)
        let locked = DispatchSemaphore(value: 0)
        let thread = Thread {
            guard let other = try? OtherProgram(path) else { return }
            try? other.run("BEGIN IMMEDIATE")
            locked.signal()
            usleep(200_000)
            try? other.run("COMMIT")
        }
        thread.start()
        locked.wait()
        #expect(try it.change(both, sql)?.state == .done)
    }

    @Test func storesThatAreNotWrittenAreNotLocked() throws {
        let it = try JournaledWorkspace()
        try it.stores.attach(.prisma)
        let other = try OtherProgram(it.workspace.path(.prisma))
        try other.run("BEGIN IMMEDIATE")
        #expect(try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 5")?.state == .done)
    }

    /// Without a write-ahead log a commit waits for those who read.
    @Test func aReaderStandsInTheWayOfACommit() throws {
        let it = try JournaledWorkspace()
        try it.outside(.leadflow, "PRAGMA journal_mode = DELETE")
        let other = try OtherProgram(it.workspace.path(.leadflow))
        try other.run("BEGIN; SELECT * FROM leads")
        try fails(it, .busy)
        #expect(try entries(it).isEmpty)
        try other.run("COMMIT")
        #expect(try it.change(both, sql)?.state == .done)
    }

    @Test func whatATransactionReadHasChanged() throws {
        let it = try JournaledWorkspace()
        try it.stores.attach(.leadflow)
        try it.transactions.begin()
        #expect(try it.rows("SELECT lead_score FROM leadflow.leads WHERE id = 'l1'") == ["10"])
        try it.outside(.leadflow, "UPDATE leads SET lead_score = 11")
        let error = #expect(throws: StoreError.self) {
            try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 12")
        }
        #expect(error?.kind == .busy)
        #expect(error?.message.contains("changed by another program") == true)
        #expect(it.transactions.isOpen)
        try it.transactions.rollback()
        // Locked from the start, nothing goes stale.
        try it.transactions.begin(writing: [.leadflow])
        #expect(try it.rows("SELECT lead_score FROM leadflow.leads WHERE id = 'l1'") == ["11"])
        try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 12")
        try it.transactions.commit()
    }

    @Test func aStoreIsFull() throws {
        let it = try JournaledWorkspace()
        try it.stores.attach(.leadflow)
        _ = try it.rows("PRAGMA leadflow.max_page_count = 8")
        let large =
            "UPDATE prisma.Lead SET aiScore = 5; UPDATE leadflow.leads SET owner_name = hex(zeroblob(40000))"
        try fails(it, .diskFull, nil, large)
        #expect(try entries(it).isEmpty)
        // In a transaction only the statement is taken back.
        try it.transactions.begin()
        try it.change([.prisma], "UPDATE prisma.Lead SET aiScore = 6")
        #expect(throws: StoreError.self) { try it.change(both, large) }
        #expect(it.transactions.isOpen)
        try it.transactions.commit()
        #expect(try it.rows("SELECT DISTINCT aiScore FROM prisma.Lead") == ["6"])
        #expect(try it.change(both, sql)?.state == .done)
    }

    @Test func theJournalIsFull() throws {
        let it = try JournaledWorkspace()
        try it.transactions.journal.store.writing {
            try RawStatement.each($0, "PRAGMA max_page_count = 20") { _ in }
        }
        let large =
            "UPDATE prisma.Lead SET aiScore = 5; UPDATE leadflow.leads SET owner_name = hex(zeroblob(90000))"
        try fails(it, .diskFull, nil, large)
        #expect(try entries(it).isEmpty)
        #expect(try it.change(both, sql)?.state == .done)
    }

    @Test func theJournalIsNone() throws {
        let damages: [(StoreError.Kind, (String) throws -> Void)] = [
            (
                .notADatabase,
                {
                    try Data("no database, but long enough to be looked at, and more than that".utf8).write(
                        to: URL(fileURLWithPath: $0))
                }
            ),
            (
                .unreadable,
                { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true) }
            ),
            (.notADatabase, { try OtherProgram($0).run("CREATE TABLE songs (id)") }),
            (.sql("version 99"), { try OtherProgram($0).run("PRAGMA user_version = 99") }),
        ]
        for (kind, damage) in damages {
            let it = try JournaledWorkspace()
            try damage(it.workspace.folder + "/data/cvx.db")
            try fails(it, kind)
            #expect(throws: StoreError.self) { try it.transactions.begin() }
            #expect(throws: StoreError.self) { try entries(it) }
        }
    }

    @Test func theJournalIsDamagedInside() throws {
        let it = try JournaledWorkspace()
        for _ in 0..<20 {
            try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = lead_score + 1")
        }
        it.transactions.journal.store.close()
        let path = it.workspace.folder + "/data/cvx.db"
        try OtherProgram(path).run("PRAGMA wal_checkpoint(TRUNCATE)")
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        for page in 1..<8 {
            try handle.seek(toOffset: UInt64(page * 4096))
            try handle.write(contentsOf: Data(repeating: 0x5A, count: 4096))
        }
        try handle.close()
        let before = try it.dump()
        let error = #expect(throws: StoreError.self) { try it.change(both, sql) }
        #expect(error?.kind == .corrupt)
        #expect(error?.help.contains("mv ") == true)
        #expect(try it.dump() == before)
    }

    @Test func theJournalCannotBeWritten() throws {
        let it = try JournaledWorkspace()
        let entry = try it.change(both, sql)
        it.transactions.journal.store.close()
        it.transactions.journal.store.canBeWritten = { _ in false }
        let error = #expect(throws: StoreError.self) {
            try it.change(both, "UPDATE prisma.Lead SET aiScore = 9")
        }
        #expect(error?.kind == .readOnly)
        #expect(error?.message.contains("nothing is done without it") == true)
        #expect(try it.rows("SELECT DISTINCT aiScore FROM prisma.Lead") == ["5"])
        // What it holds can still be read.
        #expect(try entries(it).map(\.id) == [try #require(entry).id])
    }

    @Test func theJournalIsMovedAway() throws {
        let it = try JournaledWorkspace()
        try it.change(both, sql)
        for name in ["cvx.db", "cvx.db-wal", "cvx.db-shm"] {
            try FileManager.default.removeItem(atPath: "\(it.workspace.folder)/data/\(name)")
        }
        let entry = try it.change(both, "UPDATE prisma.Lead SET aiScore = 9")
        let again = StoreTransactions(stores: it.stores, journalPath: it.workspace.folder + "/data/cvx.db")
        #expect(try JournalReader(again).entries(JournalFilter()).map(\.id) == [try #require(entry).id])
    }

    @Test func aStoreIsReplaced() throws {
        let it = try JournaledWorkspace()
        try it.change(both, sql)
        let path = it.workspace.path(.leadflow)
        try FileManager.default.removeItem(atPath: path)
        try it.workspace.make(.leadflow, "CREATE TABLE leads (id TEXT PRIMARY KEY, lead_score INTEGER)")
        let error = #expect(throws: StoreError.self) {
            try it.change(both, "UPDATE prisma.Lead SET aiScore = 9")
        }
        #expect(error?.kind == .missing)
        #expect(try it.rows("SELECT DISTINCT aiScore FROM prisma.Lead") == ["5"])
    }

    @Test func nowhereToSpill() throws {
        let spill = ChangeSpill(limit: 4, folder: "/nowhere/at/all")
        let bytes: [UInt8] = [1, 2, 3]
        _ = try bytes.withUnsafeBytes { try spill.keep($0) }
        #expect(throws: StoreError.self) { try bytes.withUnsafeBytes { try spill.keep($0) } }
    }

    @Test func anInterruptionLeavesNothing() throws {
        let it = try JournaledWorkspace()
        let before = try it.dump()
        #expect(throws: StoreError.self) {
            try it.transactions.perform(draft, writing: both) { recording in
                try OwnStore.execute(sql, recording.connection)
                sqlite3_interrupt(recording.connection)
                try RawStatement.each(
                    recording.connection,
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
                ) { row in if row.int(0) == 10 { sqlite3_interrupt(recording.connection) } }
            }
        }
        #expect(try it.dump() == before)
        #expect(try entries(it).isEmpty)
    }
}
