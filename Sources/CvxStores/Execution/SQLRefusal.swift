/// SQL that a person wrote and that is not carried out.
package enum SQLRefusal: Error {
    case writes
    case severalStatements

    /// Only what asks: `PRAGMA`, `ATTACH` and transactions count as reading for SQLite and still change things.
    static func check(_ sql: String) throws {
        let first = sql.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.lowercased()
        if !["select", "with", "values", "explain"].contains(first) { throw SQLRefusal.writes }
    }
}
