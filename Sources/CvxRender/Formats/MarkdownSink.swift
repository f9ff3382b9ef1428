package import CvxDomain

/// A table in Markdown as GitHub and CommonMark extensions read it: values as people read them, NULL empty,
/// text escaped so that it shows as it is, newlines as `<br>`.
package final class MarkdownSink: RowSink {
    private var buffer: TextBuffer
    private let options: RenderOptions

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output)
        self.options = options
    }

    package func begin(_ columns: [ResultColumn]) throws {
        guard !columns.isEmpty else { return }
        for column in columns {
            let name = column.unit.map { "\(column.name) (\($0))" } ?? column.name
            try buffer.append("| \(Self.escaped(name)) ")
        }
        try buffer.append("|\n")
        for column in columns { try buffer.append(column.isNumeric ? "| ---: " : "| --- ") }
        try buffer.append("|\n")
    }

    package func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount {
            for column in 0..<batch.width {
                let cell = batch[row, column]
                try buffer.append("| ")
                switch cell.kind {
                case .null: continue
                case .text, .json:
                    try buffer.append(
                        text: cell, in: batch, special: Self.isSpecial, escape: Self.escaped)
                default: try buffer.append(human: cell, in: batch, options: options)
                }
                try buffer.append(" ")
            }
            try buffer.append("|\n")
        }
        if options.isTerminal { try buffer.flush() }
    }

    package func end() throws { try buffer.flush() }

    /// An ASCII byte that `escaped` may replace: all but letters, digits, space and plain punctuation.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "+")...UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: "@"):
            false
        default: true
        }
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        var previous: Unicode.Scalar = " "
        let scalars = text.unicodeScalars
        for (index, scalar) in zip(scalars.indices, scalars) {
            switch scalar {
            case "\n": result += previous == "\r" ? "" : "<br>"
            case "\r": result += "<br>"
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            case "|", "\\", "`", "*", "[", "]", "~": result += "\\" + String(scalar)
            case "_":
                // Within a word an underscore means nothing: `lead_score` stays readable.
                let following = scalars.index(after: index)
                let next = following < scalars.endIndex ? scalars[following] : " "
                let isInside = previous.properties.isAlphabetic && next.properties.isAlphabetic
                result += isInside ? "_" : "\\_"
            default: result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }
}
