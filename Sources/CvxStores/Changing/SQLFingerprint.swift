import CSQLite

/// A number that differs where a row does: what a row was when it was shown is not kept whole.
enum SQLFingerprint {
    private static let function = "cvx_fingerprint"
    /// SQLite takes this many arguments in any build.
    private static let width = 60

    static func sql(_ columns: [String]) -> String {
        if columns.count <= width { return "\(function)(\(columns.joined(separator: ", ")))" }
        let rest = sql(Array(columns.dropFirst(width - 1)))
        return "\(function)(\(columns.prefix(width - 1).joined(separator: ", ")), \(rest))"
    }

    /// - Throws: `SQLiteFailure`.
    static func register(on connection: OpaquePointer) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let status = sqlite3_create_function_v2(
            connection, function, -1, flags, nil,
            { context, count, values in
                guard let values else { return }
                var hash = FNV1a()
                for index in 0..<Int(count) { hash.combine(values[index]) }
                sqlite3_result_int64(context, Int64(bitPattern: hash.value))
            }, nil, nil, nil)
        guard status == SQLITE_OK else { throw SQLiteFailure(connection) }
    }
}

/// Fowler, Noll and Vo's hash, 64 bits.
private struct FNV1a {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ value: OpaquePointer?) {
        let type = sqlite3_value_type(value)
        combine(UInt64(bitPattern: Int64(type)))
        switch type {
        case SQLITE_NULL: break
        case SQLITE_INTEGER: combine(UInt64(bitPattern: sqlite3_value_int64(value)))
        case SQLITE_FLOAT: combine(sqlite3_value_double(value).bitPattern)
        default:
            let start = sqlite3_value_blob(value)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
            combine(UInt64(bytes.count))
            for byte in bytes { mix(UInt64(byte)) }
        }
    }

    private mutating func combine(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(word >> shift & 0xFF) }
    }

    private mutating func mix(_ byte: UInt64) { value = (value ^ byte) &* 0x100_0000_01B3 }
}
