internal import CSQLite
internal import CvxDomain
internal import CvxServices
internal import Glibc

/// Records every row that a connection changes in the stores, as it changes.
///
/// SQLite's own sessions look each changed row up once more when their changeset is made, which costs as much again as
/// the change. This writes the same format from the same hook, where both images of a row are at hand; and it keeps the
/// order of the changes, so that taking them back the other way round meets no constraint that the change did not.
final class ChangeRecorder {
    private let connection: OpaquePointer
    private let tables: [StoreRole: StoreTables]
    let log: ChangeLog
    /// What went wrong in the middle of a statement; the change must not be kept.
    private(set) var failure: (any Error)?

    private var statements = RunningStatements()
    /// What `sqlite3_preupdate_old` gives for a column that the row is older than: always the same value.
    private let missing: OpaquePointer?
    private let blank: PreparedStatement
    private var last: (database: UnsafePointer<CChar>, table: UnsafePointer<CChar>, shape: TableShape?)?
    private var isChanged: [Bool] = []

    init(_ connection: OpaquePointer, tables: [StoreRole: StoreTables], log: ChangeLog) throws {
        self.connection = connection
        self.tables = tables
        self.log = log
        blank = try PreparedStatement(connection, "SELECT 1")
        missing = sqlite3_column_value(blank.statement, 1)
    }

    /// Statements prepared before must be prepared again: some delete whole tables without a look at the rows.
    func start() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_preupdate_hook(
            connection,
            { context, _, operation, database, table, _, _ in
                guard let context, let database, let table else { return }
                Unmanaged<ChangeRecorder>.fromOpaque(context).takeUnretainedValue()
                    .record(operation, database, table)
            }, context)
        sqlite3_trace_v2(
            connection, UInt32(SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE),
            { event, context, statement, _ in
                guard let context, let statement else { return 0 }
                Unmanaged<ChangeRecorder>.fromOpaque(context).takeUnretainedValue()
                    .follow(event, OpaquePointer(statement))
                return 0
            }, context)
    }

    func stop() {
        sqlite3_preupdate_hook(connection, nil, nil)
        sqlite3_trace_v2(connection, 0, nil, nil)
    }

    // MARK: statements

    private func follow(_ event: UInt32, _ statement: OpaquePointer) {
        if event == UInt32(SQLITE_TRACE_STMT) {
            statements.begin(statement)
        } else if let mark = statements.end(statement, total: sqlite3_total_changes64(connection)) {
            // It failed on the way, and SQLite took its rows back.
            keeping { try log.restore(mark) }
        }
    }

    private func keeping(_ body: () throws -> Void) {
        do { try body() } catch {
            if failure == nil { failure = error }
            // What cannot be recorded need not go on.
            sqlite3_interrupt(connection)
        }
    }

    // MARK: rows

    private func record(
        _ operation: Int32, _ database: UnsafePointer<CChar>, _ table: UnsafePointer<CChar>
    ) {
        guard failure == nil, let shape = shape(database, table) else { return }
        statements.willChange(log, total: sqlite3_total_changes64(connection))
        keeping {
            switch operation {
            case SQLITE_INSERT: try recordAll(shape, .added)
            case SQLITE_DELETE: try recordAll(shape, .deleted)
            default: try recordUpdate(shape)
            }
        }
    }

    private func shape(_ database: UnsafePointer<CChar>, _ table: UnsafePointer<CChar>) -> TableShape? {
        if let last, last.database == database, last.table == table { return last.shape }
        let shape = StoreRole(rawValue: String(cString: database)).flatMap {
            tables[$0]?.shape(String(cString: table))
        }
        last = (database, table, shape)
        return shape
    }

    private func old(_ column: Int) -> OpaquePointer? {
        var value: OpaquePointer?
        sqlite3_preupdate_old(connection, Int32(column), &value)
        return value
    }

    private func new(_ column: Int) -> OpaquePointer? {
        var value: OpaquePointer?
        sqlite3_preupdate_new(connection, Int32(column), &value)
        return value
    }

    private func recordAll(_ shape: TableShape, _ kind: JournalRow.Kind) throws {
        try checkKey(shape, kind)
        try log.append(shape, kind) { buffer in
            buffer.append(UInt8(kind == .added ? SQLITE_INSERT : SQLITE_DELETE))
            buffer.append(isIndirect)
            for column in shape.columns.indices {
                if shape.columns[column].isGenerated {
                    buffer.append(ChangesetFormat.null)
                } else {
                    append(kind == .added ? new(column) : old(column), column, shape, to: &buffer)
                }
            }
        }
    }

    private func recordUpdate(_ shape: TableShape) throws {
        var changesKey = false
        var changesAny = false
        if isChanged.count < shape.columns.count {
            isChanged = [Bool](repeating: false, count: shape.columns.count)
        }
        for column in shape.columns.indices {
            isChanged[column] =
                !shape.columns[column].isGenerated && !isSame(old(column), new(column), column, shape)
            guard isChanged[column] else { continue }
            changesAny = true
            if shape.columns[column].keyPlace > 0 { changesKey = true }
        }
        guard changesAny else { return }
        // A row with another key is another row.
        if changesKey {
            try recordAll(shape, .deleted)
            try recordAll(shape, .added)
            return
        }
        try checkKey(shape, .deleted)
        try log.append(shape, .updated) { buffer in
            buffer.append(UInt8(SQLITE_UPDATE))
            buffer.append(isIndirect)
            for column in shape.columns.indices {
                if isChanged[column] || shape.columns[column].keyPlace > 0 {
                    append(old(column), column, shape, to: &buffer)
                } else {
                    buffer.append(ChangesetFormat.undefined)
                }
            }
            for column in shape.columns.indices {
                if isChanged[column] {
                    append(new(column), column, shape, to: &buffer)
                } else {
                    buffer.append(ChangesetFormat.undefined)
                }
            }
        }
    }

    /// Changed by a trigger, not by the statement itself.
    private var isIndirect: UInt8 { sqlite3_preupdate_depth(connection) > 0 ? 1 : 0 }

    private func checkKey(_ shape: TableShape, _ kind: JournalRow.Kind) throws {
        for column in shape.columns.indices where shape.columns[column].keyPlace > 0 {
            let value = kind == .added ? new(column) : old(column)
            if value == nil || sqlite3_value_type(value) == SQLITE_NULL { throw Self.unkeyed(shape) }
        }
        if shape.refusal != nil { throw Self.unkeyed(shape) }
    }

    private static func unkeyed(_ shape: TableShape) -> JournalError {
        JournalError(
            .unrecordable(table: shape.name),
            "a row of \(shape.role.rawValue).\(shape.name) without a key cannot be recorded",
            help: "nothing was changed; leave such rows out: what cannot be recorded could not be undone")
    }

    private func append(
        _ value: OpaquePointer?, _ column: Int, _ shape: TableShape, to buffer: inout ChangeBuffer
    ) {
        let known = shape.columns[column]
        if value == missing {
            buffer.append(known.defaultValue)
        } else if known.isReal, sqlite3_value_type(value) == SQLITE_INTEGER {
            buffer.append(real: sqlite3_value_double(value))
        } else {
            buffer.append(value)
        }
    }

    private func isSame(
        _ left: OpaquePointer?, _ right: OpaquePointer?, _ column: Int, _ shape: TableShape
    ) -> Bool {
        guard let left, let right else { return false }
        if left == missing {
            var buffer = ChangeBuffer()
            defer { buffer.free() }
            append(right, column, shape, to: &buffer)
            return buffer.bytes.elementsEqual(shape.columns[column].defaultValue)
        }
        let type = sqlite3_value_type(left)
        if shape.columns[column].isReal, type == SQLITE_INTEGER || type == SQLITE_FLOAT {
            let other = sqlite3_value_type(right)
            return (other == SQLITE_INTEGER || other == SQLITE_FLOAT)
                && sqlite3_value_double(left).bitPattern == sqlite3_value_double(right).bitPattern
        }
        guard type == sqlite3_value_type(right) else { return false }
        switch type {
        case SQLITE_INTEGER: return sqlite3_value_int64(left) == sqlite3_value_int64(right)
        case SQLITE_FLOAT:
            return sqlite3_value_double(left).bitPattern == sqlite3_value_double(right).bitPattern
        case SQLITE_NULL: return true
        default:
            let count = sqlite3_value_bytes(left)
            guard count == sqlite3_value_bytes(right) else { return false }
            guard count > 0, let one = sqlite3_value_blob(left), let two = sqlite3_value_blob(right) else {
                return true
            }
            return memcmp(one, two, Int(count)) == 0
        }
    }
}
