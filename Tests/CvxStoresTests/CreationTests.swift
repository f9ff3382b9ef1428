import Foundation
import GRDB
import Testing

@testable import CvxStores

/// A folder of its own for a test, gone with it.
final class CreationFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "cvx-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ store: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: "\(path)/\(store)", configuration: configuration)
    }

    func pragma(_ name: String, of store: String) throws -> String? {
        try open(store).inDatabase { try String.fetchOne($0, sql: "PRAGMA " + name) }
    }

    /// Every file below, by path from the folder.
    var files: Set<String> {
        let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        var isFolder: ObjCBool = false
        return Set(
            found.filter {
                FileManager.default.fileExists(atPath: "\(path)/\($0)", isDirectory: &isFolder)
                    && !isFolder.boolValue
            })
    }
}

@Suite struct CreationTests {
    static let files: Set<String> = [
        "prisma/dev.db", "prisma/schema.prisma", "prisma/migrations/20250901000000_init/migration.sql",
        "prisma/migrations/migration_lock.toml", "data/leadflow.db", "data/skip_trace.db",
    ]

    @Test func makesAllFilesAndNoOther() throws {
        let folder = try CreationFolder()
        var told: Set<String> = []
        try WorkspaceCreation.create(at: folder.path + "/deep/er") { told.insert("deep/er/" + $0) }
        #expect(folder.files == Set(Self.files.map { "deep/er/" + $0 }))
        #expect(told == folder.files)
    }

    @Test(arguments: ["prisma/dev.db", "data/leadflow.db", "data/skip_trace.db"])
    func storesAreWholeAndInWALMode(store: String) throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        #expect(try folder.pragma("journal_mode", of: store) == "wal")
        #expect(try folder.pragma("integrity_check", of: store) == "ok")
    }

    @Test(arguments: CreationDocument.tables.keys.sorted())
    func tablesAreTheDocumentedOnes(store: String) throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        let made = try folder.open(store).inDatabase { database in
            try Row.fetchAll(
                database,
                sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).map { ($0["name"] as String, Self.normalized($0["sql"])) }
        }
        let documented = CreationDocument.tables[store, default: [:]].mapValues(Self.normalized)
        #expect(Dictionary(uniqueKeysWithValues: made) == documented)
    }

    @Test(arguments: [
        "prisma/dev.db", "prisma/schema.prisma", "data/leadflow.db", "data/skip_trace.db",
        "data/leadflow.db-wal",
    ])
    func refusesWhatIsThere(file: String) throws {
        let folder = try CreationFolder()
        let path = "\(folder.path)/\(file)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try "mine".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: CreationError.exists(path: path)) { try WorkspaceCreation.create(at: folder.path) }
        #expect(throws: CreationError.exists(path: path)) {
            try SampleWorkspace.fill(directory: folder.path, leads: 1)
        }
        #expect(folder.files == [file])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test func leavesNothingAfterAFailure() throws {
        struct Stop: Error {}
        let folder = try CreationFolder()
        #expect(throws: Stop.self) {
            try WorkspaceBuild.run(at: folder.path + "/new") { build in
                let store = try build.open(.leadflow)
                try build.finish(store, .leadflow)
                _ = try build.open(.skipTrace)
                throw Stop()
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    /// Somebody else makes a store while we build ours: theirs stays, ours goes.
    @Test func neverReplacesALateComer() throws {
        let folder = try CreationFolder()
        let path = folder.path + "/data/skip_trace.db"
        #expect(throws: CreationError.exists(path: path)) {
            try WorkspaceBuild.run(at: folder.path) { build in
                for schema in NewStoreSchema.all { try build.finish(try build.open(schema), schema) }
                try "theirs".write(toFile: path, atomically: false, encoding: .utf8)
            }
        }
        #expect(folder.files == ["data/skip_trace.db"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs")
    }

    @Test func indexesServeWhatIsAsked() throws {
        let folder = try CreationFolder()
        try WorkspaceCreation.create(at: folder.path)
        let asked = [
            ("data/leadflow.db", "SELECT 1 FROM leads WHERE temperature_tag = 'hot' COLLATE NOCASE"),
            ("data/leadflow.db", "SELECT 1 FROM leads WHERE status = 'new' COLLATE NOCASE"),
            ("data/leadflow.db", "SELECT 1 FROM leads WHERE lead_score > 70"),
            ("data/leadflow.db", "SELECT 1 FROM leads WHERE phone = ''"),
            ("data/leadflow.db", "SELECT 1 FROM api_cost_entries WHERE created_at > ''"),
            ("data/skip_trace.db", "SELECT 1 FROM skip_trace_phones WHERE lead_id = ''"),
            ("data/skip_trace.db", "SELECT 1 FROM skip_trace_emails WHERE skip_trace_id = ''"),
            ("data/skip_trace.db", "SELECT 1 FROM skip_trace_results WHERE provider = ''"),
            ("prisma/dev.db", #"SELECT 1 FROM "Lead" WHERE "assignedToId" = ''"#),
        ]
        for (store, query) in asked {
            let plan = try folder.open(store).inDatabase {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + query).map { $0["detail"] as String }
            }
            #expect(plan.allSatisfy { $0.contains("INDEX") }, "\(query): \(plan)")
        }
    }

    static func normalized(_ sql: String) -> String {
        sql.split { $0.isWhitespace || $0 == ";" }.joined(separator: " ")
    }
}
