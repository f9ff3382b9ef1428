/// A record under the names of its columns.
package struct DelimitedRow: Sendable {
    package let header: DelimitedHeader
    package let record: DelimitedRecord

    /// The line that it begins on, from 1.
    package var line: Int { record.line }

    /// Without blanks around it; nil where nothing is left, or the row ends before the column.
    package func text(_ column: Int) -> String? {
        column < record.count ? record.trimmedText(column) : nil
    }

    /// Nil where nothing stands there, or no column is named so.
    package subscript(_ name: String) -> String? { header.index(of: name).flatMap(text) }

    /// What stands in the columns that have a name, in their order.
    package var fields: [(name: String, text: String)] {
        header.names.enumerated().compactMap { index, name in
            name.isEmpty ? nil : text(index).map { (name, $0) }
        }
    }
}
