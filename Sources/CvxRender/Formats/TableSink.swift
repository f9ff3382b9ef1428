package import CvxDomain

/// A table for people. One row shows as a card, one value as itself; of many rows the first and last are
/// shown, of many columns those that fit.
///
/// ```
///  name    │    price
/// ─────────┼──────────
///  Ann     │ $250,000
/// 1 row
/// ```
package final class TableSink: RowSink {
    private var buffer: TextBuffer
    private let options: RenderOptions
    private let style: Style
    private var columns: [ResultColumn] = []
    private var window: RowWindow

    package init(options: RenderOptions, output: any ByteOutput) {
        buffer = TextBuffer(output, capacity: 1 << 14)
        self.options = options
        style = Style(color: options.color)
        window = RowWindow(columns: [], options: options)
    }

    package func begin(_ columns: [ResultColumn]) throws {
        self.columns = columns
        window = RowWindow(columns: columns, options: options)
    }

    package func append(_ batch: borrowing RowBatch) throws { window.add(batch) }

    package func end() throws {
        if columns.isEmpty || window.rowCount == 0 {
            try buffer.append(style.dim("0 rows") + "\n")
        } else if window.rowCount == 1, let row = window.head.first {
            if options.isScalar, columns.count == 1, let cell = row.first {
                try buffer.append(cell.text + "\n")
            } else {
                let card = CardWriter(columns: columns, options: options)
                try card.write(row, title: options.title ?? "1 row", to: &buffer)
            }
        } else {
            try writeTable()
        }
        try buffer.flush()
    }

    private func writeTable() throws {
        let headers = columns.map { $0.header }
        let rows = window.head + window.tail
        let natural = columns.indices.map { column in
            rows.reduce(DisplayWidth.of(headers[column])) { max($0, DisplayWidth.of($1[column].text)) }
        }
        let layout = TableLayout(
            natural: natural, canShrink: window.isNumeric.map { !$0 }, limit: options.width,
            ellipsisWidth: DisplayWidth.of(options.ellipsis))
        try write(headers.map { DisplayCell(text: $0) }, layout, paint: style.bold)
        let rule = layout.widths.map { String(repeating: options.unicode ? "─" : "-", count: $0 + 2) }
        try buffer.append(style.dim(rule.joined(separator: options.unicode ? "┼" : "+")) + "\n")
        for row in window.head { try write(row, layout) { $0 } }
        if window.isCut {
            let dots = columns.map { _ in DisplayCell(text: options.unicode ? "·" : ".") }
            try write(dots, layout, paint: style.dim)
        }
        for row in window.tail { try write(row, layout) { $0 } }
        if options.showsCount { try buffer.append(style.dim(footer(layout)) + "\n") }
    }

    private func write(_ row: [DisplayCell], _ layout: TableLayout, paint: (String) -> String) throws {
        let bar = style.dim(options.unicode ? "│" : "|")
        var line = ""
        for (place, column) in layout.columns.enumerated() {
            let isLast = place == layout.columns.count - 1
            if place > 0 { line += bar }
            line += " "
            guard let column else {
                line += style.dim(options.ellipsis) + (isLast ? "" : " ")
                continue
            }
            let width = layout.widths[place]
            let cell = row[column]
            let text = Fitting.clip(cell.text, to: width, ellipsis: options.ellipsis)
            let missing = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
            let painted = cell.isNull ? style.dim(text) : paint(text)
            if window.isNumeric[column] {
                line += missing + painted
            } else {
                line += painted + (isLast ? "" : missing)
            }
            if !isLast { line += " " }
        }
        try buffer.append(line + "\n")
    }

    private func footer(_ layout: TableLayout) -> String {
        var text = HumanText.grouped(Int64(window.rowCount)) + " rows"
        if window.isCut { text += " (\(HumanText.grouped(Int64(window.shownCount))) shown)" }
        if layout.shownCount < columns.count {
            text += ", \(columns.count) columns (\(layout.shownCount) shown)"
        }
        return text
    }
}
