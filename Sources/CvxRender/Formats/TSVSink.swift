package import CvxDomain

/// Tab-separated values with a header line; tab, newline, return and backslash in text are `\t`, `\n`, `\r`
/// and `\\`. NULL is `\N`, as PostgreSQL and MySQL write it, so that the empty string stays apart.
package final class TSVSink: RowSink {
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
            let count = Int(cell.length)
            try buffer.reserve(2 * count + TextBuffer.scalarSize)
            switch cell.kind {
            case .null: buffer.put("\\N")
            case .text, .json:
                let text = rows.bytes + Int(cell.bits)
                let isPlain = buffer.copyPlain(
                    text, count: count, sourceEnd: rows.bytesEnd, padding: .max
                ) { word in
                    Bytes8.has(word, UInt8(ascii: "\\")) | Bytes8.has(word, 0x09) | Bytes8.has(word, 0x0A)
                        | Bytes8.has(word, 0x0D)
                }
                if !isPlain { putEscaped(text, count: count, to: &buffer) }
            case .blob: buffer.put(hex: rows.bytes + Int(cell.bits), count: count)
            default: buffer.put(scalar: cell)
            }
            column &+= 1
            if column == rows.width {
                column = 0
                buffer.put(UInt8(ascii: "\n"))
            } else {
                buffer.put(UInt8(ascii: "\t"))
            }
        }
    }

    private static func putEscaped(_ text: UnsafePointer<UInt8>, count: Int, to buffer: inout TextBuffer) {
        for index in 0..<count {
            switch text[index] {
            case 0x09: buffer.put("\\t")
            case 0x0A: buffer.put("\\n")
            case 0x0D: buffer.put("\\r")
            case UInt8(ascii: "\\"): buffer.put("\\\\")
            case let byte: buffer.put(byte)
            }
        }
    }
}
