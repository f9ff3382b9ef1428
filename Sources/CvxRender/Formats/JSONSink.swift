package import CvxDomain

/// One JSON array with an object a line. Numbers, money and percent (a fraction) are numbers, durations are
/// seconds, instants and dates ISO 8601 strings, blobs hexadecimal strings; numbers that are not finite are
/// null. JSON columns are embedded as they are.
package final class JSONSink: RowSink {
    private var buffer: TextBuffer
    private var rows = JSONRowWriter(separator: ",\n", terminator: "}")
    private let flushesBatches: Bool

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        flushesBatches = options.isTerminal
    }

    package func begin(_ columns: [ResultColumn]) throws {
        rows.begin(columns)
        try buffer.reserve(1)
        buffer.put("[")
    }

    package func append(_ batch: borrowing RowBatch) throws {
        try rows.write(batch, to: &buffer)
        if flushesBatches { try buffer.flush() }
    }

    package func end() throws {
        try buffer.reserve(2)
        buffer.put("]\n")
        try buffer.flush()
    }
}
