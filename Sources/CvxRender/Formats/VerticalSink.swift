package import CvxDomain

/// Every row as a card under a numbered title line, as psql's `\x` shows them.
package final class VerticalSink: RowSink {
    private var buffer: TextBuffer
    private let options: RenderOptions
    private var card: CardWriter
    private var rowCount = 0

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        self.options = options
        card = CardWriter(columns: [], options: options)
    }

    package func begin(_ columns: [ResultColumn]) throws {
        card = CardWriter(columns: columns, options: options)
    }

    package func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount {
            var cells: [DisplayCell] = []
            for column in 0..<batch.width {
                cells.append(DisplayCell(batch[row, column], in: batch, options: options, limit: .max))
            }
            rowCount += 1
            try card.write(cells, title: "row \(HumanText.grouped(Int64(rowCount)))", to: &buffer)
        }
        if options.isTerminal { try buffer.flush() }
    }

    package func end() throws {
        if rowCount == 0 { try buffer.append("0 rows\n") }
        try buffer.flush()
    }
}
