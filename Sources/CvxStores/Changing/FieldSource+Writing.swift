import CvxDomain

extension FieldSource {
    var isShare: Bool { if case .share = self { true } else { false } }

    /// The column that a value of the field is written to.
    ///
    /// - Throws: `ChangeRefusal` where there is none, or several.
    func writable(_ field: CatalogField, in home: BoundHome) throws -> BoundColumn {
        if let column { return column }
        guard case .address(let street, let city, let state, let zip) = self else {
            throw ChangeRefusal.noColumn(field: field.name, store: home.store, rows: 0)
        }
        let parts = [street] + [city, state, zip].compactMap { $0 }
        throw ChangeRefusal.splitAddress(
            fields: parts.map { part in
                home.columns.first { $0.value == .column(part) }?.key ?? part.name
            })
    }
}
