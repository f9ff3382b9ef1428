import CSQLite
import Foundation
import Testing

@testable import CvxStores

/// A file that cvx makes for itself.
@Suite struct OwnSchemaTests {
    private static let schema = OwnSchema(
        holds: "a test", migrations: ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "INSERT INTO a VALUES (1)"])

    /// SQLite's own busy time-out does not cover the change to a write-ahead log.
    @Test func whoeverMakesItAtTheSameTimeIsWaitedFor() async throws {
        let folder = try TemporaryWorkspace()
        let path = folder.folder + "/own.db"
        var opened: OpaquePointer?
        #expect(sqlite3_open(path, &opened) == SQLITE_OK)
        let other = try #require(opened)
        defer { sqlite3_close_v2(other) }
        try OwnStore.execute("BEGIN IMMEDIATE", other)
        let count = Task.detached {
            let (it, _) = try Self.schema.open(path, writing: true, busyTimeout: 60_000)
            defer { sqlite3_close_v2(it) }
            return try RawStatement.int(it, "SELECT count(*) FROM a")
        }
        try await Task.sleep(for: .milliseconds(200))
        try OwnStore.execute("COMMIT", other)
        #expect(try await count.value == 1)
    }

    @Test func whoeverNeverEndsIsNot() throws {
        let folder = try TemporaryWorkspace()
        let path = folder.folder + "/own.db"
        var opened: OpaquePointer?
        #expect(sqlite3_open(path, &opened) == SQLITE_OK)
        let other = try #require(opened)
        defer { sqlite3_close_v2(other) }
        try OwnStore.execute("BEGIN IMMEDIATE", other)
        #expect(throws: SQLiteFailure.self) { try Self.schema.open(path, writing: true, busyTimeout: 50) }
    }
}
