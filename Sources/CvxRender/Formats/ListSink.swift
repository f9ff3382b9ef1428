package import CvxDomain

/// One row to a line without a header, columns joined with `|`, values as machines read them and text as it
/// is: for `for` loops of other shells. NULL is empty.
package final class ListSink: RowSink {
    private var buffer: TextBuffer
    private let flushesBatches: Bool

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        flushesBatches = options.isTerminal
    }

    package func begin(_ columns: [ResultColumn]) throws {}

    package func append(_ batch: borrowing RowBatch) throws {
        try batch.withMemory { rows in
            var column = 0
            for cell in rows.cells {
                let count = Int(cell.length)
                try buffer.reserve(2 * count + TextBuffer.scalarSize)
                switch cell.kind {
                case .text, .json: buffer.put(rows.bytes + Int(cell.bits), count: count)
                case .blob: buffer.put(hex: rows.bytes + Int(cell.bits), count: count)
                default: buffer.put(scalar: cell)
                }
                column &+= 1
                if column == rows.width {
                    column = 0
                    buffer.put(UInt8(ascii: "\n"))
                } else {
                    buffer.put(UInt8(ascii: "|"))
                }
            }
        }
        if flushesBatches { try buffer.flush() }
    }

    package func end() throws { try buffer.flush() }
}
