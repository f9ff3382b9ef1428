package import CvxDomain

/// Comma-separated values with a header line, quoted as RFC 4180 says but with `\n` line ends, as sqlite3 and
/// duckdb write them.
///
/// NULL is an empty field and the empty string is `""`. Values are as machines read them: `true`, `250000.5`,
/// percent as a fraction, instants in ISO 8601 with Z, durations in seconds, blobs in hexadecimal. Text passes
/// byte by byte: nothing is put before `=` or `+`, and ill-formed UTF-8 stays.
package final class CSVSink: RowSink {
    private var buffer: TextBuffer
    private let flushesBatches: Bool

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        flushesBatches = options.isTerminal
    }

    package func begin(_ columns: [ResultColumn]) throws {
        var header = RowBatch(width: columns.count)
        for column in columns { header.append(.text, text: column.name) }
        try header.withMemory { try Self.write($0, to: &buffer) }
    }

    package func append(_ batch: borrowing RowBatch) throws {
        try batch.withMemory { try Self.write($0, to: &buffer) }
        if flushesBatches { try buffer.flush() }
    }

    package func end() throws { try buffer.flush() }

    @inline(never)
    private static func write(_ rows: RowMemory, to buffer: inout TextBuffer) throws {
        var column = 0
        for cell in rows.cells {
            switch cell.kind {
            case .null: try buffer.reserve(1)
            case .text, .json:
                let count = Int(cell.length)
                try buffer.reserve(2 * count + TextBuffer.slack + 4)
                put(rows.bytes + Int(cell.bits), count: count, end: rows.bytesEnd, to: &buffer)
            case .blob:
                let count = Int(cell.length)
                try buffer.reserve(2 * count + 1)
                buffer.put(hex: rows.bytes + Int(cell.bits), count: count)
            default:
                try buffer.reserve(TextBuffer.scalarSize)
                buffer.put(scalar: cell)
            }
            column &+= 1
            if column == rows.width {
                column = 0
                buffer.put(UInt8(ascii: "\n"))
            } else {
                buffer.put(UInt8(ascii: ","))
            }
        }
    }

    @inline(__always)
    private static func put(
        _ text: UnsafePointer<UInt8>, count: Int, end: UnsafePointer<UInt8>, to buffer: inout TextBuffer
    ) {
        let isPlain =
            count > 0
            && buffer.copyPlain(text, count: count, sourceEnd: end, padding: .max) { word in
                Bytes8.has(word, UInt8(ascii: ",")) | Bytes8.has(word, UInt8(ascii: "\""))
                    | Bytes8.has(word, 0x0A) | Bytes8.has(word, 0x0D)
            }
        if !isPlain { putQuoted(text, count: count, to: &buffer) }
    }

    private static func putQuoted(_ text: UnsafePointer<UInt8>, count: Int, to buffer: inout TextBuffer) {
        let quote = UInt8(ascii: "\"")
        buffer.put(quote)
        for index in 0..<count {
            let byte = text[index]
            buffer.put(byte)
            if byte == quote { buffer.put(quote) }
        }
        buffer.put(quote)
    }
}
