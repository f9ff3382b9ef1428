/// The domain's value types, as a field has them and a result column reports them.
package enum ColumnType: Hashable, Sendable {
    case bool, int, decimal
    /// Dollars, exact to a ten-thousandth.
    case money
    /// A fraction: 0.7 is shown as 70%.
    case percent
    case text
    /// A word of a vocabulary, by its name: `status`.
    case vocabulary(String)
    case date
    /// A moment; milliseconds since 1970-01-01T00:00:00Z.
    case instant
    case duration
    case phone
    case json
    /// A password or key: never shown, exported or compared.
    case secret
    /// Whatever the store holds: columns the catalog does not know, and `sql` results.
    case any
}

/// A column of a result.
package struct ResultColumn: Hashable, Sendable {
    package var name: String
    package var type: ColumnType
    /// Shown in a table's header where it helps: `min`.
    package var unit: String?

    package init(_ name: String, _ type: ColumnType, unit: String? = nil) {
        self.name = name
        self.type = type
        self.unit = unit
    }
}
