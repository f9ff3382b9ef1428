internal import CvxDomain

/// Takes a contact list in, piece by piece: delimited text whose first line names its columns.
package final class ContactListReader {
    private var table = DelimitedTable()
    private var columns: ContactColumns?
    private var list = ContactList()

    package init() {}

    /// - Parameter bytes: the next piece of the file, wherever it was cut
    /// - Throws: `DelimitedFault`, `ContactListFault`
    package func read(_ bytes: UnsafeRawBufferPointer) throws { try table.read(bytes, take) }

    /// To be called once, after the last piece.
    ///
    /// - Throws: `DelimitedFault`, `ContactListFault`
    package func end() throws -> ContactList {
        try table.end(take)
        if columns == nil, let header = table.header { columns = try ContactColumns(header) }
        list.sort()
        return list
    }

    private func take(_ row: DelimitedRow) throws {
        let columns = try columns ?? ContactColumns(row.header)
        self.columns = columns
        if let contact = ContactListLine(row, columns) { list.add(contact) }
    }
}
