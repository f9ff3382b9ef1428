import CvxDomain
import Foundation
import GRDB
import Testing

@testable import CvxStores

@Suite struct WorkspaceStoresTests {
    private let leads = "CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL);"

    @Test func missingStoresAreSkipped() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, leads)
        let stores = workspace.open()
        let entity = try #require(try stores.entity("leads"))
        #expect(entity.homes.map(\.store) == [.leadflow])
        #expect(try #require(try stores.entity("organizations")).homes.isEmpty)
        #expect(stores.storeStates[.prisma] == .missing)
        #expect(stores.storeStates[.leadflow] == .open(readOnly: false, journalMode: "delete"))
        #expect(!FileProbe.exists(workspace.path(.prisma)))
    }

    @Test func aStoreThatAppearsLaterIsSeen() throws {
        let workspace = try TemporaryWorkspace()
        let stores = workspace.open()
        #expect(try #require(try stores.entity("leads")).homes.isEmpty)
        try workspace.make(.prisma, leads)
        #expect(try #require(try stores.entity("leads")).homes.map(\.store) == [.prisma])
    }

    @Test func onlyWhatIsNeededIsAttached() throws {
        let workspace = try TemporaryWorkspace()
        for role in StoreRole.allCases { try workspace.make(role, leads) }
        let stores = workspace.open()
        _ = try stores.entity("costs")
        #expect(Set(stores.attached.keys) == [.leadflow])
    }

    @Test func aChangedSchemaIsReadAgain() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, leads)
        let stores = workspace.open()
        #expect(try #require(try stores.entity("lead")).homes[0].column("phone") == nil)
        try workspace.make(.leadflow, "ALTER TABLE leads ADD COLUMN phone TEXT")
        #expect(try #require(try stores.entity("lead")).homes[0].column("phone") == "phone")
    }

    @Test func emptyFileIsAStoreWithNothingKnown() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.write(.prisma, Data())
        let stores = workspace.open()
        #expect(try #require(try stores.entity("leads")).homes.isEmpty)
        #expect(stores.state(of: .prisma) == .open(readOnly: false, journalMode: "delete"))
        #expect(FileProbe(workspace.path(.prisma)).size == 0)
    }

    @Test func textFileIsNotADatabase() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.write(.prisma, Data(String(repeating: "name,phone\n", count: 500).utf8))
        let failure = try #require(workspace.failure())
        #expect(failure.kind == .notADatabase)
        #expect(failure.store == .prisma)
        #expect(failure.message.contains(workspace.path(.prisma)))
        #expect(!failure.help.isEmpty)
    }

    @Test func folderInTheFilesPlace() throws {
        let workspace = try TemporaryWorkspace()
        try FileManager.default.createDirectory(
            atPath: workspace.path(.leadflow), withIntermediateDirectories: true)
        let failure = try #require(workspace.failure())
        #expect(failure.kind == .notADatabase)
        #expect(failure.message.contains("folder"))
    }

    @Test func truncatedFileIsCorrupt() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            leads + """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO leads SELECT i, 'somewhere ' || i FROM n;
                """)
        let whole = try Data(contentsOf: URL(fileURLWithPath: workspace.path(.leadflow)))
        try workspace.write(.leadflow, whole.prefix(whole.count / 2))
        #expect(workspace.failure()?.kind == .corrupt)
        try workspace.write(.leadflow, whole.prefix(300))
        #expect([.corrupt, .notADatabase].contains(workspace.failure()?.kind))
    }

    @Test func exclusiveLockIsBusy() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, leads)
        var settings = Configuration()
        settings.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: workspace.path(.leadflow), configuration: settings)
        try other.unsafeReentrantWrite { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        #expect(workspace.failure()?.kind == .busy)
        try other.unsafeReentrantWrite { try $0.execute(sql: "ROLLBACK") }
        #expect(workspace.failure() == nil)
    }

    @Test func readOnlyRefusesWrites() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, leads)
        let stores = workspace.open(readOnly: true)
        _ = try stores.entity("leads")
        #expect(stores.state(of: .leadflow) == .open(readOnly: true, journalMode: "delete"))
        let error = #expect(throws: SQLiteFailure.self) {
            try stores.withConnection { connection in
                try RawStatement.each(connection, "INSERT INTO leadflow.leads VALUES ('1', 'a')") { _ in }
            }
        }
        let failure = try #require(error)
        #expect(StoreError.translate(failure, store: .leadflow)?.kind == .readOnly)
    }

    @Test func walStoreOpensReadOnly() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, "PRAGMA journal_mode = wal;" + leads)
        let stores = workspace.open(readOnly: true)
        #expect(try #require(try stores.entity("leads")).homes.count == 1)
        #expect(stores.state(of: .leadflow) == .open(readOnly: true, journalMode: "wal"))
    }

    /// Tests run as root, whom a folder's permissions do not stop: a dangling link in the place of the
    /// shared-memory file plays the folder that cannot take it.
    @Test func walStoreInAReadOnlyFolder() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, "PRAGMA journal_mode = wal;" + leads)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.path(.leadflow) + "-shm", withDestinationPath: "/nowhere/at/all")
        #expect(workspace.failure(readOnly: true)?.kind == .unreadable)
        let stores = workspace.open()
        stores.isFolderWritable = { _ in false }
        #expect(try #require(try stores.entity("leads")).homes.count == 1)
        #expect(stores.warnings.count == 1)
        #expect(stores.attached[.leadflow]?.isImmutable == true)
        let count = try stores.withConnection { connection in
            try RawStatement.int(connection, "SELECT count(*) FROM leadflow.leads")
        }
        #expect(count == 0)
    }

    @Test func oddFolderNames() throws {
        let workspace = try TemporaryWorkspace(name: "a b?c#d%20é'\"&mode=ro")
        try workspace.make(.leadflow, leads)
        #expect(try #require(try workspace.open().entity("leads")).homes.count == 1)
    }

    @Test func interruptionStopsAStatement() throws {
        let workspace = try TemporaryWorkspace()
        let stores = workspace.open()
        try stores.withConnection { connection in
            let error = #expect(throws: SQLiteFailure.self) {
                try RawStatement.each(
                    connection,
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
                ) { row in if row.int(0) == 10 { Interruption.interrupt(connection) } }
            }
            let failure = try #require(error)
            #expect(StoreError.translate(failure)?.kind == .interrupted)
        }
    }

    @Test func transactionsOutliveACall() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, leads)
        let stores = workspace.open()
        _ = try stores.entity("leads")
        try stores.withConnection { connection in
            try RawStatement.each(connection, "BEGIN") { _ in }
            try RawStatement.each(connection, "INSERT INTO leadflow.leads VALUES ('1', 'a')") { _ in }
        }
        #expect(try #require(try stores.entity("leads")).homes.count == 1)
        try stores.withConnection { connection in try RawStatement.each(connection, "ROLLBACK") { _ in } }
    }
}

@Suite struct WorkspaceLocationTests {
    @Test func isFoundUpward() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.write(.leadflow, Data())
        let deep = workspace.folder + "/data/imports/2026"
        try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
        let found = try #require(WorkspaceLocation.find(from: deep))
        #expect(found.folder == workspace.folder)
        #expect(found.paths[.prisma] == workspace.path(.prisma))
    }

    @Test func settingsFileMarksAWorkspace() throws {
        let workspace = try TemporaryWorkspace()
        #expect(WorkspaceLocation.find(from: workspace.folder)?.folder != workspace.folder)
        try Data().write(to: URL(fileURLWithPath: workspace.folder + "/cvx.toml"))
        #expect(WorkspaceLocation.find(from: workspace.folder)?.folder == workspace.folder)
    }

    @Test func namedPathsOverride() {
        let location = WorkspaceLocation(folder: "/nowhere", overrides: [.prisma: "/tmp/none/x.db"])
        #expect(location.paths[.prisma] == "/tmp/none/x.db")
        #expect(location.paths[.leadflow] == "/nowhere/data/leadflow.db")
    }
}
