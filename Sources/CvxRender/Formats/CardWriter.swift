import CvxDomain

/// One row as a list of names and values under a title line. Values longer than the line go on below
/// themselves.
struct CardWriter {
    private let headers: [String]
    private let nameWidth: Int
    private let options: RenderOptions
    private let style: Style

    init(columns: [ResultColumn], options: RenderOptions) {
        // Beside a very long name there must be room for the value.
        let widest = columns.reduce(0) { max($0, DisplayWidth.of($1.header)) }
        let limit = options.width.map { max(8, $0 / 2) } ?? .max
        nameWidth = min(widest, limit)
        headers = columns.map { Fitting.clip($0.header, to: limit, ellipsis: options.ellipsis) }
        self.options = options
        style = Style(color: options.color)
    }

    func write(_ row: [DisplayCell], title: String, to buffer: inout TextBuffer) throws {
        let dash = options.unicode ? "─" : "-"
        let title = Escaping.visible(title)
        let length = min(options.width ?? 40, 40)
        let rest = String(repeating: dash, count: max(2, length - 4 - DisplayWidth.of(title)))
        try buffer.append(
            "\(style.dim(dash + dash)) \(style.bold(title)) \(style.dim(rest))\n")
        for (header, cell) in zip(headers, row) {
            let name = style.bold(Fitting.pad(header, to: nameWidth))
            let available = options.width.map { max(8, $0 - nameWidth - 2) }
            let lines = available.map { Fitting.wrap(cell.text, to: $0) } ?? [cell.text]
            for (index, line) in lines.enumerated() {
                let value = cell.isNull ? style.dim(line) : line
                if index == 0 {
                    try buffer.append(value.isEmpty ? "\(style.bold(header))\n" : "\(name)  \(value)\n")
                } else {
                    try buffer.append(String(repeating: " ", count: nameWidth + 2) + value + "\n")
                }
            }
        }
    }
}
