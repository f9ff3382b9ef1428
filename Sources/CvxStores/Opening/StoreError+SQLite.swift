internal import CSQLite
package import CvxDomain

/// What SQLite itself reports, before it is known which store it is about.
struct SQLiteFailure: Error {
    /// Extended.
    var code: Int32
    var message: String

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// The last failure on a connection.
    init(_ connection: OpaquePointer) {
        code = sqlite3_extended_errcode(connection)
        message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unknown error"
    }
}

extension StoreError {
    /// The store error that an SQLite result code (extended or not) means.
    package static func translate(
        code: Int32, message: String, store: StoreRole? = nil, path: String = ""
    ) -> StoreError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: StoreError(.busy, store: store, path: path)
        case SQLITE_NOTADB: StoreError(.notADatabase, store: store, path: path)
        case SQLITE_CORRUPT: StoreError(.corrupt, store: store, path: path)
        case SQLITE_READONLY: StoreError(.readOnly, store: store, path: path)
        case SQLITE_CONSTRAINT: StoreError(.constraint(message), store: store, path: path)
        case SQLITE_FULL: StoreError(.diskFull, store: store, path: path)
        case SQLITE_INTERRUPT: StoreError(.interrupted, store: store, path: path)
        case SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH: StoreError(.unreadable, store: store, path: path)
        case SQLITE_IOERR:
            switch code >> 8 {
            // A short read is what a truncated file gives.
            case 2: StoreError(.corrupt, store: store, path: path)
            // There is no room for what processes share of a WAL.
            case 19: StoreError(.diskFull, store: store, path: path)
            default: StoreError(.sql(message), store: store, path: path)
            }
        default: StoreError(.sql(message), store: store, path: path)
        }
    }

    /// Any error of the store layer as a `StoreError`; nil for an error that is none of SQLite's.
    package static func translate(
        _ error: any Error, store: StoreRole? = nil, path: String = ""
    ) -> StoreError? {
        switch error {
        case let error as StoreError: error
        case let error as SQLiteFailure:
            translate(code: error.code, message: error.message, store: store, path: path)
        default: nil
        }
    }
}
