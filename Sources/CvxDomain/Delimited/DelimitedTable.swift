/// Reads a delimited text whose first record names its columns.
///
/// A row that is shorter than the first has nothing in its last columns, one that is longer only if nothing stands there;
/// rows with nothing in them are passed over.
package struct DelimitedTable {
    private var reader = DelimitedReader()
    /// Nil until the first record has ended.
    package private(set) var header: DelimitedHeader?

    package init() {}

    /// - Parameters:
    ///   - bytes: the next piece of the text, wherever it was cut
    ///   - body: gets each row that ends in it
    /// - Throws: `DelimitedFault`, and what `body` throws.
    package mutating func read(_ bytes: UnsafeRawBufferPointer, _ body: (DelimitedRow) throws -> Void) throws
    {
        var header = header
        defer { self.header = header }
        try reader.read(bytes) { try Self.take($0, &header, body) }
    }

    /// To be called once, after the last piece.
    ///
    /// - Throws: `DelimitedFault`, also where no column was named, and what `body` throws.
    package mutating func end(_ body: (DelimitedRow) throws -> Void) throws {
        var header = header
        defer { self.header = header }
        try reader.end { try Self.take($0, &header, body) }
        if header == nil { throw DelimitedFault(.noHeader, at: DelimitedPlace(line: 1, column: 1)) }
    }

    private static func take(
        _ record: DelimitedRecord, _ header: inout DelimitedHeader?, _ body: (DelimitedRow) throws -> Void
    ) throws {
        guard let known = header else {
            header = try DelimitedHeader(record)
            return
        }
        let width = known.names.count
        if record.count > width, let extra = (width..<record.count).first(where: { !record.isBlank($0) }) {
            throw DelimitedFault(.tooManyFields(expected: width), at: record.place(extra))
        }
        if (0..<record.count).allSatisfy(record.isBlank) { return }
        try body(DelimitedRow(header: known, record: record))
    }
}
