internal import CSQLite

/// A connection to an in-memory database of its own, to which stores are attached; closed with the last reference.
final class SQLiteConnection {
    let pointer: OpaquePointer
    let patience: LockPatience

    /// - Parameter busyTimeout: milliseconds to wait for another process's lock.
    init(busyTimeout: Int) throws {
        var opened: OpaquePointer?
        // NOMUTEX: one thread at a time uses it.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        let code = sqlite3_open_v2(":memory:", &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code)))
        }
        pointer = opened
        sqlite3_extended_result_codes(opened, 1)
        patience = LockPatience(limit: busyTimeout)
        sqlite3_busy_handler(
            opened,
            { context, tries in
                guard let context else { return 0 }
                let patience = Unmanaged<LockPatience>.fromOpaque(context).takeUnretainedValue()
                return patience.waits(tries: Int(tries)) ? 1 : 0
            }, Unmanaged.passUnretained(patience).toOpaque())
        cvx_refuse_quoted_text(opened)
        Interruption.register(opened)
    }

    deinit {
        Interruption.unregister(pointer)
        sqlite3_close_v2(pointer)
    }
}
