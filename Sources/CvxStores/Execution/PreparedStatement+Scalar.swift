import CSQLite
import CvxDomain

/// Statements of ours with values of the domain bound to their numbered parameters.
extension PreparedStatement {
    /// Runs to the end and gives how many rows it changed.
    ///
    /// - Throws: `SQLiteFailure`, and what `row` throws.
    @discardableResult
    func run(_ values: [Scalar], row: (PreparedStatement) throws -> Void = { _ in }) throws -> Int {
        reset()
        defer { reset() }
        for (index, value) in values.enumerated() { value.bind(to: statement, at: Int32(index + 1)) }
        let before = sqlite3_total_changes64(connection)
        while try step() { try row(self) }
        return Int(sqlite3_total_changes64(connection) - before)
    }

    /// Runs a statement once.
    @discardableResult
    static func run(
        _ sql: String, _ values: [Scalar] = [], on connection: OpaquePointer,
        row: (PreparedStatement) throws -> Void = { _ in }
    ) throws -> Int {
        try PreparedStatement(connection, sql).run(values, row: row)
    }

    /// The first row's first column; 0 where there is none.
    static func count(_ sql: String, _ values: [Scalar] = [], on connection: OpaquePointer) throws -> Int {
        var result = 0
        try run(sql, values, on: connection) { result = Int($0.int(0)) }
        return result
    }

    /// As the store holds it: null, integer, real or text; a blob as its text.
    func raw(_ column: Int32) -> Scalar {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .int(int(column))
        case SQLITE_FLOAT: .decimal(sqlite3_column_double(statement, column))
        default: .text(text(column) ?? "")
        }
    }
}

extension Scalar {
    /// In the encoding that compiled SQL compares in: instants are milliseconds, money is dollars.
    func bind(to statement: OpaquePointer, at index: Int32) {
        // SQLITE_TRANSIENT, which Swift does not import: SQLite copies the text.
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .bool(let flag): sqlite3_bind_int64(statement, index, flag ? 1 : 0)
        case .int(let number): sqlite3_bind_int64(statement, index, number)
        case .decimal(let number), .percent(let number): sqlite3_bind_double(statement, index, number)
        case .money(let money): sqlite3_bind_double(statement, index, money.dollars)
        case .date(let day): sqlite3_bind_int64(statement, index, day.number)
        case .instant(let instant): sqlite3_bind_int64(statement, index, instant.milliseconds)
        case .duration(let span): sqlite3_bind_int64(statement, index, span.nominalMilliseconds)
        case .text(let text), .symbol(_, let text), .phone(let text):
            sqlite3_bind_text(statement, index, text, Int32(clamping: text.utf8.count), copy)
        }
    }
}
