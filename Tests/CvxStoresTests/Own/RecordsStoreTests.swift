import CvxDomain
import CvxServices
import Foundation
import Testing

@testable import CvxStores

/// The store that cvx keeps itself: empty until something is kept there, made then.
@Suite struct RecordsStoreTests {
    private func file(_ workspace: TemporaryWorkspace) -> FileProbe { FileProbe(workspace.path(.cvx)) }

    @Test func missingIsEmptyAndNotLookedFor() throws {
        let it = try JournaledWorkspace()
        let leads = try #require(try it.stores.entity("leads"))
        #expect(leads.awaited == nil)
        #expect(it.stores.attached[.cvx] == nil)
        let tags = try #require(try it.stores.entity("tags"))
        #expect(tags.homes.map(\.store) == [.leadflow])
        #expect(tags.awaited?.store == .cvx && tags.awaited?.column("row_id") == "row_id")
        #expect(try it.stores.entity("cvx.tags")?.homes.isEmpty == true)
        #expect(try it.stores.entity("cvx.tags")?.awaited != nil)
        #expect(try it.stores.entity("leadflow.tags")?.awaited == nil)
        #expect(it.stores.state(of: .cvx) == .missing)
        #expect(file(it.workspace).kind == .missing)
    }

    @Test func aFolderOfItsOwnIsNoWorkspace() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.cvx, "")
        #expect(WorkspaceLocation.find(from: workspace.folder)?.folder != workspace.folder)
    }

    @Test func theFirstWriteMakesIt() throws {
        let it = try JournaledWorkspace()
        let insert = "INSERT INTO cvx.tags VALUES ('t1', 'leads', 'l1', 'vip', 1, NULL)"
        #expect(try it.change([.cvx], insert)?.counts.map(\.store) == [.cvx])
        #expect(it.stores.state(of: .cvx) == .open(readOnly: false, journalMode: "wal"))
        let tags = try #require(try it.stores.entity("tags"))
        #expect(tags.awaited == nil && tags.homes.map(\.store) == [.cvx, .leadflow])
        #expect(try it.rows("PRAGMA cvx.user_version") == [String(OwnSchema.records.migrations.count)])
        #expect(try it.transactions.undo([1], draft: JournaledWorkspace.draft).conflictCount == 0)
        #expect(try it.rows("SELECT count(*) FROM cvx.tags") == ["0"])
    }

    @Test func anotherProcessMakesItMeanwhile() throws {
        let it = try JournaledWorkspace()
        #expect(try it.stores.entity("tags")?.awaited != nil)
        try it.workspace.make(
            .cvx, "INSERT INTO tags VALUES ('t1', 'leads', 'l1', 'vip', 1, NULL)")
        #expect(try it.stores.entity("tags")?.awaited == nil)
        #expect(try it.rows("SELECT tag FROM cvx.tags") == ["vip"])
    }

    @Test func anEmptyFileIsMadeUse() throws {
        let it = try JournaledWorkspace()
        try it.workspace.write(.cvx, Data())
        #expect(try it.stores.entity("tags")?.homes.first?.store == .cvx)
        #expect(try it.rows("SELECT count(*) FROM cvx.tags") == ["0"])
        let readOnly = try JournaledWorkspace(readOnly: true)
        try readOnly.workspace.write(.cvx, Data())
        #expect(try readOnly.stores.entity("tags")?.awaited != nil)
        #expect(file(readOnly.workspace).size == 0)
    }

    @Test func readOnlyMakesNothing() throws {
        let it = try JournaledWorkspace(readOnly: true)
        #expect(try it.stores.entity("tags")?.awaited != nil)
        #expect(throws: StoreError(.readOnly, store: .cvx, path: it.workspace.path(.cvx))) {
            try it.change([.cvx], "SELECT 1")
        }
        #expect(file(it.workspace).kind == .missing)
    }

    @Test func anotherProgramsFileIsLeftAlone() throws {
        let it = try JournaledWorkspace()
        let path = it.workspace.path(.cvx)
        // As `make` does for stores of other programs.
        try FileManager.default.copyItem(atPath: it.workspace.path(.prisma), toPath: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect { try it.stores.attach(.cvx) } throws: { error in
            (error as? StoreError)?.message
                == "\(path) is another program's: cvx keeps the store of tags, suppressions and calls there"
        }
        #expect(try it.stores.entity("leads") != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        // Whoever moves it away need not start again.
        try FileManager.default.removeItem(atPath: path)
        #expect(try it.stores.entity("tags")?.awaited != nil)
    }

    @Test func aNewerVersionIsRefused() throws {
        let it = try JournaledWorkspace()
        try it.workspace.make(.cvx, "PRAGMA user_version = 1000")
        #expect { try it.stores.attach(.cvx) } throws: { error in
            (error as? StoreError)?.message.contains("newer cvx") == true
        }
    }

    @Test func adoptedTablesNeedTheirColumns() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id TEXT PRIMARY KEY);
            CREATE TABLE lead_tags (lead_id TEXT, tag_id INTEGER, PRIMARY KEY (lead_id, tag_id));
            CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT);
            """)
        let stores = workspace.open()
        #expect(try stores.entity("tags")?.homes.isEmpty == true)
        #expect(try stores.entity("lead_tags")?.definition.field("tag_id") != nil)
        #expect(try stores.entityNames().suffix(2) == ["lead_tags", "tags_table"])
    }
}
