internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Judges each statement that is compiled while a change is recorded: what could not be recorded, and what would
/// change more than rows, is refused before it runs.
final class WriteGuard {
    private let tables: [String: StoreTables]
    private let roles: Set<String> = Set(StoreRole.allCases.map(\.rawValue))
    /// Why a statement was refused.
    private var refusal: JournalError?

    /// Savepoints of a body's own would take rows back that stay recorded.
    var allowsSavepoints = false

    /// - Parameter tables: of the stores that may be written.
    init(_ tables: [StoreRole: StoreTables]) {
        self.tables = Dictionary(uniqueKeysWithValues: tables.map { ($0.rawValue, $1) })
    }

    /// Statements prepared before are judged when they next run.
    func install(on connection: OpaquePointer) {
        sqlite3_set_authorizer(
            connection,
            { context, action, first, second, database, _ in
                guard let context else { return SQLITE_OK }
                let writeGuard = Unmanaged<WriteGuard>.fromOpaque(context).takeUnretainedValue()
                return writeGuard.judge(action, first, second, database)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    static func remove(from connection: OpaquePointer) { sqlite3_set_authorizer(connection, nil, nil) }

    /// What was refused, where an error comes of that.
    func refusal(behind error: any Error) -> JournalError? {
        switch error {
        case let failure as SQLiteFailure where failure.code & 0xFF == SQLITE_AUTH: refusal
        case let error as StoreError where error.kind == .unreadable: refusal
        default: nil
        }
    }

    private typealias Text = UnsafePointer<CChar>?

    private func judge(_ action: Int32, _ first: Text, _ second: Text, _ database: Text) -> Int32 {
        switch action {
        case SQLITE_READ, SQLITE_SELECT, SQLITE_FUNCTION, SQLITE_RECURSIVE, SQLITE_ATTACH,
            SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_TEMP_INDEX, SQLITE_DROP_TEMP_TABLE,
            SQLITE_DROP_TEMP_INDEX:
            return SQLITE_OK
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
            return judgeWrite(Self.string(first), in: Self.string(database))
        case SQLITE_PRAGMA:
            return second == nil || Self.string(first).hasSuffix("_info")
                || Self.string(first).hasSuffix("_list")
                || Self.string(first).hasSuffix("_xinfo") ? SQLITE_OK : refuse("a PRAGMA that sets something")
        case SQLITE_SAVEPOINT where allowsSavepoints: return SQLITE_OK
        case SQLITE_SAVEPOINT: return refuse("a savepoint")
        case SQLITE_TRANSACTION: return refuse("BEGIN, COMMIT and ROLLBACK")
        default: return refuse("a statement that changes more than rows")
        }
    }

    private func judgeWrite(_ table: String, in schema: String) -> Int32 {
        guard roles.contains(schema) else { return SQLITE_OK }
        guard let known = tables[schema] else {
            return refuse("a change of the \(schema) store, which is not to be changed")
        }
        let shape = known.shape(table)
        if shape.map({ $0.refusal == nil }) ?? known.isView(table) { return SQLITE_OK }
        guard let reason = shape?.refusal else { return refuse("a change of \(schema).\(table)") }
        refusal = JournalError(
            .unrecordable(table: table),
            "rows of \(schema).\(table) cannot be recorded: \(reason)",
            help: "nothing was changed; what cannot be recorded could not be undone")
        return SQLITE_DENY
    }

    private func refuse(_ what: String) -> Int32 {
        refusal = JournalError(
            .notAChange, "\(what) cannot be part of a recorded change", help: "nothing was changed")
        return SQLITE_DENY
    }

    private static func string(_ text: Text) -> String { text.map { String(cString: $0) } ?? "" }
}
