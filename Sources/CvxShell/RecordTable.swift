package import CvxDomain
package import CvxRender
import CvxRuntime

/// Rows of plain values through the same formats as a query's.
package enum RecordTable {
    package static func write(
        _ columns: [ResultColumn], _ rows: [[Scalar]], format: OutputFormat, options: RenderOptions,
        to output: any ByteOutput
    ) throws {
        var sink = format.makeSink(options: options, output: output)
        try sink.begin(columns)
        var batch = RowBatch(width: columns.count)
        for row in rows { for value in row { batch.append(.scalar(value)) } }
        if batch.rowCount > 0 { try sink.append(batch) }
        try sink.end()
    }
}
