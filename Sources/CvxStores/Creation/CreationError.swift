/// Why a workspace was not made. Nothing is left behind: what was there before is untouched.
package enum CreationError: Error, Equatable, CustomStringConvertible {
    /// A store, its write-ahead log or a schema file is already there.
    case exists(path: String)
    /// The operating system refused.
    case file(path: String, reason: String)
    /// SQLite refused, with its extended result code.
    case sqlite(path: String, code: Int32, message: String)
    /// A row of a table was given another number of values than it has columns.
    case columns(table: String, expected: Int, given: Int)
    /// A count of leads below zero.
    case leads(Int)

    package var description: String {
        switch self {
        case .exists(let path): "\(path) is already there; nothing was changed"
        case .file(let path, let reason): "\(path): \(reason)"
        case .sqlite(let path, let code, let message): "\(path): \(message) (SQLite \(code))"
        case .columns(let table, let expected, let given):
            "\(table): \(expected) columns, \(given) values"
        case .leads(let count): "cannot make \(count) leads"
        }
    }
}
