internal import CSQLite

/// What the body of a change works with.
package final class ChangeRecording {
    /// Queries and changes run here. Statements are judged as they are compiled: tables without a primary key, stores
    /// that were not named, and whatever changes more than rows are refused.
    package let connection: OpaquePointer
    private let recorder: ChangeRecorder
    private let judge: WriteGuard

    init(_ connection: OpaquePointer, _ recorder: ChangeRecorder, _ judge: WriteGuard) {
        self.connection = connection
        self.recorder = recorder
        self.judge = judge
    }

    /// Fails where a row could not be recorded: worth a call now and then in a long change, as nothing of it will be
    /// kept.
    package func flush() throws {
        if let failure = recorder.failure { throw failure }
    }

    /// Runs `body` so that an error leaves nothing of what it changed, and the change can go on without it.
    package func attempt<T>(_ body: () throws -> T) throws -> T {
        let mark = recorder.log.mark
        try savepoint("SAVEPOINT cvx_attempt")
        do {
            let result = try body()
            try savepoint("RELEASE cvx_attempt")
            return result
        } catch {
            // Some errors take the whole transaction back by themselves.
            guard sqlite3_get_autocommit(connection) == 0 else { throw error }
            try savepoint("ROLLBACK TO cvx_attempt; RELEASE cvx_attempt")
            try recorder.log.restore(mark)
            throw error
        }
    }

    private func savepoint(_ sql: String) throws {
        judge.allowsSavepoints = true
        defer { judge.allowsSavepoints = false }
        try OwnStore.execute(sql, connection)
    }
}
