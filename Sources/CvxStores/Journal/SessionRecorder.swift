internal import CSQLite
internal import CvxDomain

/// Records what a connection changes in one store, until it is drained.
final class SessionRecorder {
    let role: StoreRole
    private let connection: OpaquePointer
    private var session: OpaquePointer?

    init(_ role: StoreRole, on connection: OpaquePointer) throws {
        self.role = role
        self.connection = connection
        try start()
    }

    deinit { stop() }

    private func start() throws {
        var created: OpaquePointer?
        var code = sqlite3session_create(connection, role.rawValue, &created)
        guard code == SQLITE_OK, let created else { throw Changeset.failure(code) }
        session = created
        // Every table: those that cannot be recorded are refused before they are written.
        code = sqlite3session_attach(created, nil)
        if code != SQLITE_OK { throw Changeset.failure(code) }
    }

    private func stop() {
        if let session { sqlite3session_delete(session) }
        session = nil
    }

    /// Gives what was changed since the last time as a changeset, if anything was, and begins anew.
    func drain(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let session, sqlite3session_isempty(session) == 0 else { return }
        var count: Int32 = 0
        var bytes: UnsafeMutableRawPointer?
        let code = sqlite3session_changeset(session, &count, &bytes)
        defer { sqlite3_free(bytes) }
        guard code == SQLITE_OK else { throw Changeset.failure(code) }
        // A session cannot be emptied, only replaced.
        stop()
        try start()
        if count > 0 { try body(UnsafeRawBufferPointer(start: bytes, count: Int(count))) }
    }
}
