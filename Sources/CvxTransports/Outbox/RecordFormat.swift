/// What a file of records is made of: whole records one behind the other, each with a message's id in its beginning.
struct RecordFormat {
    /// What the file begins with.
    var head: [UInt8] = []
    /// What every record begins with, up to its id.
    var start: [UInt8] = []
    /// What follows the id.
    var idEnd: UInt8
    /// Line ends between quotes belong to the record, as in CSV.
    var isQuoted = false

    /// A line of JSON whose first member is the id.
    static let jsonLines = RecordFormat(start: Array(#"{"id":""#.utf8), idEnd: UInt8(ascii: "\""))

    /// The id as the record writes it; nil where the bytes begin no record.
    func id(_ record: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard record.starts(with: start) else { return nil }
        let rest = record.dropFirst(start.count)
        var isEscaped = false
        var isInside = false
        for (index, byte) in zip(rest.indices, rest) {
            if byte == idEnd, !isEscaped, !isInside { return rest[..<index] }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if isQuoted, byte == UInt8(ascii: "\"") { isInside.toggle() }
        }
        return nil
    }
}
