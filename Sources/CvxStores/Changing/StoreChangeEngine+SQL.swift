internal import CSQLite
package import CvxDomain
package import CvxServices

/// Changes by SQL that a person wrote: what it touches is known once it is compiled.
extension StoreChangeEngine {
    package func perform(
        sql: String, parameters: [Scalar], _ draft: JournalDraft, check: (Int) throws -> Void
    ) throws -> ChangeOutcome {
        for role in StoreRole.allCases { _ = try stores.attach(role) }
        let roles = try translating { try stores.withConnection { try Self.written(by: sql, on: $0) } }
        return try recorded {
            try transactions.perform(draft, writing: roles) { recording in
                let statement = try PreparedStatement(recording.connection, sql)
                let changed = try statement.run(parameters)
                try check(changed)
                return ChangeOutcome(changed: changed)
            }
        }
    }

    /// The stores whose rows a statement changes.
    ///
    /// - Throws: `SQLiteFailure` where it does not compile, `SQLRefusal` where it is more than one.
    private static func written(by sql: String, on connection: OpaquePointer) throws -> Set<StoreRole> {
        let seen = WrittenStores()
        sqlite3_set_authorizer(
            connection,
            { context, action, _, _, database, _ in
                guard let context, [SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE].contains(action) else {
                    return SQLITE_OK
                }
                let seen = Unmanaged<WrittenStores>.fromOpaque(context).takeUnretainedValue()
                if let role = database.flatMap({ StoreRole(rawValue: String(cString: $0)) }) {
                    seen.roles.insert(role)
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(seen).toOpaque())
        defer { sqlite3_set_authorizer(connection, nil, nil) }
        let statement = try PreparedStatement(connection, sql)
        // SQLite compiles the first statement and leaves the rest.
        let own = sqlite3_sql(statement.statement).map { String(cString: $0).utf8.count } ?? 0
        if sql.utf8.dropFirst(own).contains(where: { $0 > 0x20 && $0 != UInt8(ascii: ";") }) {
            throw SQLRefusal.severalStatements
        }
        return seen.roles
    }
}

private final class WrittenStores {
    var roles: Set<StoreRole> = []
}
