import CvxDomain

extension TextBuffer {
    /// A cell that is neither null nor text as people read it.
    mutating func append(human cell: RowBatch.Cell, in batch: borrowing RowBatch, options: RenderOptions)
        throws
    {
        switch cell.kind {
        case .int:
            try reserve(Self.scalarSize)
            put(cell.int)
        case .blob:
            let bytes = batch.bytes(of: cell)
            try reserve(2 * bytes.count)
            bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { put(hex: base, count: $0.count) } }
        default:
            try append(DisplayCell(cell, in: batch, options: options, limit: .max).text)
        }
    }
}
