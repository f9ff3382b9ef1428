/// Why a change cannot be made as it was asked. Nothing has been written.
package enum ChangeRefusal: Error, Hashable, Sendable {
    /// A value breaks a field's rule; `row` where it was worked out for one.
    case value(field: String, FieldProblem, row: RowKey?)
    /// A column takes no null.
    case null(field: String, row: RowKey?)
    /// The id that a relation was given belongs to no row.
    case noSuchRow(field: String, entity: String, id: String)
    /// Some of the rows live in a store that has no column for the field.
    case noColumn(field: String, store: StoreRole, rows: Int)
    /// Fields that a new row must have.
    case required(entity: String, fields: [String])
    /// Rows that keep others from being deleted.
    case dependents(entity: String, count: Int)
    /// The address stands in several columns, which are fields of their own.
    case splitAddress(fields: [String])
    /// The store has the field as a share of another, which the row has nothing in.
    case noShare(field: String, of: String, row: RowKey?)
    /// The store has the field in whole percents of another, and this value would not be one.
    case notWhole(field: String, of: String, row: RowKey?)
    /// No open store has a table for it.
    case noTable(entity: String)
    /// Rows without an id cannot be told apart.
    case noID(entity: String, store: StoreRole)
    /// A do-not-call mark that some of the rows have stays.
    case sticky(entity: String, field: String, rows: Int)
    /// A number or address that another row carries has this one field alone.
    case carried(entity: String, field: String, place: String)
}
