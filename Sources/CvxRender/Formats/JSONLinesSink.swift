package import CvxDomain

/// One JSON object to a line, values as in `JSONSink`; no rows, no lines.
package final class JSONLinesSink: RowSink {
    private var buffer: TextBuffer
    private var rows = JSONRowWriter(separator: "", terminator: "}\n")
    private let flushesBatches: Bool

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        flushesBatches = options.isTerminal
    }

    package func begin(_ columns: [ResultColumn]) throws { rows.begin(columns) }

    package func append(_ batch: borrowing RowBatch) throws {
        try rows.write(batch, to: &buffer)
        if flushesBatches { try buffer.flush() }
    }

    package func end() throws { try buffer.flush() }
}
