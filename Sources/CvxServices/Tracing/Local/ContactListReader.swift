internal import CvxDomain

/// Reads a contact list piece by piece, for some persons: delimited text whose first line names its columns.
package final class ContactListReader {
    private let sieve: ContactSieve
    private var table = DelimitedTable()
    private var columns: ContactColumns?
    private var list = ContactList()

    package init(for persons: [ContactPerson]) { sieve = ContactSieve(persons) }

    /// - Parameter bytes: the next piece of the file, wherever it was cut
    /// - Throws: `DelimitedFault`, `ContactListFault`
    package func read(_ bytes: UnsafeRawBufferPointer) throws { try table.read(bytes, take) }

    /// To be called once, after the last piece.
    ///
    /// - Throws: `DelimitedFault`, `ContactListFault`
    package func end() throws -> ContactList {
        try table.end(take)
        if columns == nil, let header = table.header { columns = try ContactColumns(header) }
        return list
    }

    private func take(_ row: DelimitedRow) throws {
        let columns = try columns ?? ContactColumns(row.header)
        self.columns = columns
        guard counts(row.record, columns), let line = ContactListLine(row, columns) else { return }
        list.add(line)
    }

    private func counts(_ record: DelimitedRecord, _ columns: ContactColumns) -> Bool {
        func bytes(_ column: Int?) -> ArraySlice<UInt8> {
            column.flatMap { $0 < record.count ? record.bytes($0) : nil } ?? []
        }
        let owner =
            columns.name.map(bytes) ?? (bytes(columns.first) + [UInt8(ascii: " ")] + bytes(columns.last))
        if columns.addresses.isEmpty { return sieve.letsThrough(owner: owner, address: []) }
        return columns.addresses.contains { sieve.letsThrough(owner: owner, address: bytes($0.street)) }
    }
}
