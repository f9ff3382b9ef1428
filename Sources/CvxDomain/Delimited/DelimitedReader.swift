/// Reads records of RFC 4180 piece by piece, wherever the text is cut.
///
/// What is taken beyond the standard: a mark of UTF-8 at the beginning; `,`, `;` or a tab between fields, as the first line
/// has it; LF, CR LF or CR behind records, and none behind the last; blank lines, which are passed over; quotes inside a
/// field that does not begin with one, which are text. All else is a `DelimitedFault`, behind which nothing is read.
package struct DelimitedReader {
    /// What a record's bytes may come to: a quote that is never closed must not take in the rest of a big file.
    package static let longest = 1 << 20

    private enum State {
        case fieldStart, plain, quoted
        /// Behind a quote in quotes: the field's end, or the first half of a quote.
        case quote
    }

    private var delimiter: Delimiter?
    /// What came before the delimiter was known.
    private var beginning: [UInt8] = []
    private var state = State.fieldStart
    private var record = DelimitedRecord()
    /// Of the next byte.
    private var place = DelimitedPlace(line: 1, column: 1)
    private var fieldPlace = DelimitedPlace(line: 1, column: 1)
    /// A LF that comes next belongs to the CR before it.
    private var isBehindReturn = false

    package init() {}

    /// - Parameters:
    ///   - bytes: the next piece of the text
    ///   - body: gets each record that ends in it
    /// - Throws: `DelimitedFault`, and what `body` throws.
    package mutating func read(_ bytes: UnsafeRawBufferPointer, _ body: (DelimitedRecord) throws -> Void)
        throws
    {
        if let delimiter { return try scan(bytes, delimiter.rawValue, body) }
        beginning += bytes
        let isWhole = beginning.count > Self.longest
        if let delimiter = Delimiter(beginning: beginning, isWhole: isWhole) { try begin(delimiter, body) }
    }

    /// To be called once, after the last piece.
    package mutating func end(_ body: (DelimitedRecord) throws -> Void) throws {
        if delimiter == nil, let last = Delimiter(beginning: beginning, isWhole: true) {
            try begin(last, body)
        }
        if state == .quoted { throw DelimitedFault(.unclosedQuote, at: fieldPlace) }
        if state != .fieldStart || record.count > 0 { try endRecord(body) }
    }

    private mutating func begin(_ delimiter: Delimiter, _ body: (DelimitedRecord) throws -> Void) throws {
        self.delimiter = delimiter
        let bytes = beginning
        beginning = []
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DelimitedFault(.utf16, at: place)
        }
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        try bytes.withUnsafeBytes {
            try scan(UnsafeRawBufferPointer(rebasing: $0[mark...]), delimiter.rawValue, body)
        }
    }

    private mutating func scan(
        _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8, _ body: (DelimitedRecord) throws -> Void
    ) throws {
        var at = 0
        while at < bytes.count {
            switch (state, bytes[at]) {
            case (.fieldStart, 0x0A) where isBehindReturn: step(over: 0x0A, &at)
            case (.fieldStart, let byte):
                fieldPlace = place
                state = byte == 0x22 ? .quoted : .plain
                if byte == 0x22 { step(over: byte, &at) }
            case (.plain, _):
                try take(bytes, &at) { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
                if at < bytes.count { try endField(bytes, &at, delimiter, body) }
            case (.quoted, 0x22):
                state = .quote
                step(over: 0x22, &at)
            case (.quoted, let byte) where byte == 0x0A || byte == 0x0D:
                record.append(byte)
                step(over: byte, &at)
            case (.quoted, _):
                try take(bytes, &at) { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            case (.quote, 0x22):
                record.append(0x22)
                state = .quoted
                step(over: 0x22, &at)
            case (.quote, _):
                try endField(bytes, &at, delimiter, body)
            }
        }
    }
    private mutating func step(over byte: UInt8, _ at: inout Int) {
        at += 1
        if byte == 0x0D || byte == 0x0A && !isBehindReturn {
            place.line += 1
            place.column = 1
        } else if byte != 0x0A {
            place.column += 1
        }
        isBehindReturn = byte == 0x0D
    }

    /// The field goes on until a byte that `isEnd`, or as far as there is text.
    @inline(__always)
    private mutating func take(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, until isEnd: (UInt8) -> Bool
    ) throws {
        let start = at
        let limit = min(bytes.count, start + Self.longest + 1)
        var continuations = 0
        while at < limit, bytes[at] != 0, !isEnd(bytes[at]) {
            if bytes[at] & 0xC0 == 0x80 { continuations += 1 }
            at += 1
        }
        record.append(bytes[start..<at])
        place.column += at - start - continuations
        isBehindReturn = false
        if at < limit, bytes[at] == 0 { throw DelimitedFault(.zeroByte, at: place) }
        try checkLength()
    }

    private func checkLength() throws {
        if record.bytes.count + record.count > Self.longest { throw DelimitedFault(.tooLong, at: fieldPlace) }
    }

    /// Takes what stands behind a field: a delimiter or a line's end.
    private mutating func endField(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ delimiter: UInt8,
        _ body: (DelimitedRecord) throws -> Void
    ) throws {
        let byte = bytes[at]
        let isLineEnd = byte == 0x0A || byte == 0x0D
        guard isLineEnd || byte == delimiter else { throw DelimitedFault(.textBehindQuote, at: place) }
        step(over: byte, &at)
        if isLineEnd { return try endRecord(body) }
        record.endField(at: fieldPlace)
        fieldPlace = place
        state = .fieldStart
        try checkLength()
    }

    private mutating func endRecord(_ body: (DelimitedRecord) throws -> Void) throws {
        let isBlank = state == .plain && record.isEmpty
        record.endField(at: fieldPlace)
        state = .fieldStart
        defer { record.removeAll() }
        if isBlank { return }
        if let index = record.malformed { throw DelimitedFault(.notUTF8, at: record.place(index)) }
        try body(record)
    }
}
