import CSQLite

/// A function that SQL can call. The same arguments give the same result.
final class SQLFunction {
    private let name: String
    private let argumentCount: Int32
    private let body: (SQLArguments) throws -> Cell

    init(_ name: String, argumentCount: Int32, _ body: @escaping (SQLArguments) throws -> Cell) {
        self.name = name
        self.argumentCount = argumentCount
        self.body = body
    }

    /// Lives as long as the connection does.
    func register(on connection: OpaquePointer) throws {
        let code = sqlite3_create_function_v2(
            connection, name, argumentCount, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
            Unmanaged.passRetained(self).toOpaque(),
            { context, count, values in
                guard let function = sqlite3_user_data(context) else { return }
                Unmanaged<SQLFunction>.fromOpaque(function).takeUnretainedValue()
                    .answer(
                        context, SQLArguments(values: UnsafeBufferPointer(start: values, count: Int(count))))
            }, nil, nil,
            // Called where the registration fails, too.
            { function in
                if let function { Unmanaged<SQLFunction>.fromOpaque(function).release() }
            })
        if code != SQLITE_OK { throw SQLiteFailure(connection) }
    }

    private func answer(_ context: OpaquePointer?, _ arguments: SQLArguments) {
        do {
            switch try body(arguments) {
            case .null: sqlite3_result_null(context)
            case .int(let value): sqlite3_result_int64(context, Int64(value))
            case .real(let value): sqlite3_result_double(context, value)
            case .text(let text):
                // SQLITE_TRANSIENT, which Swift does not import: SQLite copies the text.
                let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                sqlite3_result_text(context, text, Int32(clamping: text.utf8.count), copy)
            }
        } catch {
            sqlite3_result_error(context, (error as? StoreError)?.message ?? "\(error)", -1)
        }
    }
}

/// What a function is called with; valid during the call only.
struct SQLArguments {
    fileprivate var values: UnsafeBufferPointer<OpaquePointer?>

    /// Numbers as they are written; nil for null and for bytes that are no text.
    func text(_ index: Int) -> String? {
        let value = values[index]
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return String(sqlite3_value_int64(value))
        case SQLITE_FLOAT: return "\(sqlite3_value_double(value))"
        case SQLITE_TEXT:
            guard let bytes = sqlite3_value_text(value) else { return nil }
            let count = Int(sqlite3_value_bytes(value))
            return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        default: return nil
        }
    }

    /// A fraction is cut off; nil for what is no number or too large.
    func int(_ index: Int) -> Int64? {
        let value = values[index]
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return sqlite3_value_int64(value)
        case SQLITE_FLOAT: return Int64(exactly: sqlite3_value_double(value).rounded(.towardZero))
        default: return nil
        }
    }
}
