package import CvxDomain

/// A `<table>`, everything escaped: values as people read them, numbers with class `number` and NULL as an
/// empty cell with class `null`.
package final class HTMLSink: RowSink {
    private var buffer: TextBuffer
    private let options: RenderOptions

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        self.options = options
    }

    package func begin(_ columns: [ResultColumn]) throws {
        try buffer.append("<table>\n<thead>\n<tr>")
        for column in columns {
            let name = column.unit.map { "\(column.name) (\($0))" } ?? column.name
            try buffer.append("<th>\(HTMLText.escaped(name))</th>")
        }
        try buffer.append("</tr>\n</thead>\n<tbody>\n")
    }

    package func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount {
            try buffer.append("<tr>")
            for column in 0..<batch.width {
                let cell = batch[row, column]
                switch cell.kind {
                case .null:
                    try buffer.append("<td class=\"null\">")
                case .text, .json:
                    try buffer.append("<td>")
                    try buffer.append(
                        text: cell, in: batch, special: HTMLText.isSpecial, escape: HTMLText.escaped)
                default:
                    try buffer.append(cell.kind.isNumeric ? "<td class=\"number\">" : "<td>")
                    try buffer.append(human: cell, in: batch, options: options)
                }
                try buffer.append("</td>")
            }
            try buffer.append("</tr>\n")
        }
        if options.isTerminal { try buffer.flush() }
    }

    package func end() throws {
        try buffer.append("</tbody>\n</table>\n")
        try buffer.flush()
    }
}
