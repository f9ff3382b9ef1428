import CvxDomain
import CvxRender

/// One cell of a test's row.
enum TestCell {
    case null
    case bool(Bool)
    case int(Int64)
    case decimal(Double)
    case money(Int64)
    case percent(Double)
    case date(Int64)
    case instant(Int64)
    case duration(Int64)
    case text(String)
    case json(String)
    case blob([UInt8])
    case raw([UInt8])
}

extension RowBatch {
    mutating func append(_ cell: TestCell) {
        switch cell {
        case .null: appendNull()
        case .bool(let value): append(.bool, bits: value ? 1 : 0)
        case .int(let value): append(.int, int: value)
        case .decimal(let value): append(.decimal, double: value)
        case .money(let value): append(.money, int: value)
        case .percent(let value): append(.percent, double: value)
        case .date(let value): append(.date, int: value)
        case .instant(let value): append(.instant, int: value)
        case .duration(let value): append(.duration, int: value)
        case .text(let value): append(.text, text: value)
        case .json(let value): append(.json, text: value)
        case .blob(let value): value.withUnsafeBufferPointer { append(.blob, bytes: $0) }
        case .raw(let value): value.withUnsafeBufferPointer { append(.text, bytes: $0) }
        }
    }
}

/// What a format writes for rows, given in batches of `batchSize`.
func render(
    _ format: OutputFormat, _ columns: [ResultColumn], _ rows: [[TestCell]],
    options: RenderOptions = RenderOptions(), batchSize: Int = 3
) throws -> String {
    let output = MemoryOutput()
    var sink = format.makeSink(options: options, output: output)
    try sink.begin(columns)
    var batch = RowBatch(width: columns.count)
    for row in rows {
        for cell in row { batch.append(cell) }
        if batch.rowCount == batchSize {
            try sink.append(batch)
            batch.removeAll()
        }
    }
    if batch.rowCount > 0 { try sink.append(batch) }
    try sink.end()
    return output.text
}

/// A column of each kind, and rows that are hard on formats.
enum Sample {
    static let columns: [ResultColumn] = [
        ResultColumn("name", .text), ResultColumn("ok", .bool), ResultColumn("n", .int),
        ResultColumn("score", .decimal), ResultColumn("price", .money), ResultColumn("share", .percent),
        ResultColumn("day", .date), ResultColumn("at", .instant),
        ResultColumn("took", .duration, unit: "talk"), ResultColumn("tags", .json),
        ResultColumn("raw", .any),
    ]
    static let full: [TestCell] = [
        .text("Ann \"A\", Jr"), .bool(true), .int(-42), .decimal(33.4484), .money(2_500_000_000),
        .percent(0.7), .date(20_347), .instant(1_757_989_111_644), .duration(303_000),
        .json("[\"a\",\n1]"), .blob([0x0A, 0xFF]),
    ]
    static let nulls = [TestCell](repeating: .null, count: 11)
    static let odd: [TestCell] = [
        .text(""), .bool(false), .int(.min), .decimal(.nan), .money(-700), .percent(1), .date(-719_529),
        .instant(-1), .duration(-1_500), .json(""), .text("a\tb\\c\r\nd|e<f>&'_x_\u{1b}[1m\u{202E}"),
    ]
}
