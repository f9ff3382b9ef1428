package import CvxDomain

/// A format that rows can be written in.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, csv, tsv, json, jsonl, md, html, vertical, list

    /// A sink that writes rows to `output`, which its owner finishes after `end`. The columns come with
    /// `begin`; a sink is used for one result.
    ///
    /// Values of `secret` columns are replaced whatever the format.
    package func makeSink(options: RenderOptions, output: any ByteOutput) -> any RowSink {
        let sink: any RowSink =
            switch self {
            case .table: TableSink(options: options, output: output)
            case .csv: CSVSink(options: options, output: output)
            case .tsv: TSVSink(options: options, output: output)
            case .json: JSONSink(options: options, output: output)
            case .jsonl: JSONLinesSink(options: options, output: output)
            case .md: MarkdownSink(options: options, output: output)
            case .html: HTMLSink(options: options, output: output)
            case .vertical: VerticalSink(options: options, output: output)
            case .list: ListSink(options: options, output: output)
            }
        return GuardSink(sink, escapes: options.isTerminal && !escapesControls)
    }

    /// Whether the format itself spells control characters out.
    private var escapesControls: Bool {
        switch self {
        case .table, .json, .jsonl, .vertical: true
        case .csv, .tsv, .md, .html, .list: false
        }
    }

    /// The endings of file names that mean the format: `leads.csv`.
    package init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonl
        case "md", "markdown": self = .md
        case "html", "htm": self = .html
        case "txt": self = .table
        default: return nil
        }
    }
}
