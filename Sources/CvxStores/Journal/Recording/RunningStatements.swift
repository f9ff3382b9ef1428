internal import CSQLite

/// Statements that are on their way, so that what one of them recorded can be forgotten when it fails: SQLite takes a
/// failed statement's rows back, and a caller may go on after it.
struct RunningStatements {
    private struct Running {
        var statement: OpaquePointer
        /// Nil until it changes its first row.
        var mark: ChangeLog.Mark?
        /// The connection's count of changes at that time. A statement that succeeds adds to it when it ends.
        var total: Int64 = 0
    }

    private var running: [Running] = []

    mutating func begin(_ statement: OpaquePointer) {
        guard sqlite3_stmt_readonly(statement) == 0 else { return }
        // Triggers announce themselves with the statement that they are part of.
        guard !running.contains(where: { $0.statement == statement }) else { return }
        running.append(Running(statement: statement))
    }

    mutating func willChange(_ log: ChangeLog, total: Int64) {
        let index = running.count - 1
        guard index >= 0, running[index].mark == nil else { return }
        running[index].mark = log.mark
        running[index].total = total
    }

    /// - Returns: where to go back to, if the statement failed after it had changed rows.
    mutating func end(_ statement: OpaquePointer, total: Int64) -> ChangeLog.Mark? {
        guard let index = running.lastIndex(where: { $0.statement == statement }) else { return nil }
        let ended = running.remove(at: index)
        return total == ended.total ? ended.mark : nil
    }
}
