import CvxDomain

extension FieldSource {
    /// The one column that carries the field; nil where several do.
    var column: BoundColumn? { try? writable() }

    /// - Throws: `ChangeRefusal` that names the columns, where the field is put together of several.
    func writable() throws -> BoundColumn {
        switch self {
        case .column(let column), .cents(let column), .seconds(let column), .minutes(let column):
            return column
        case .address(let street, let city, let state, let zip):
            let parts = [street, city, state, zip].compactMap { $0?.name }
            throw ChangeRefusal.splitAddress(fields: parts)
        }
    }
}
