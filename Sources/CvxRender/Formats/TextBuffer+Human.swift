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

    /// Text that `escape` puts right; most text has none of `special` and is copied as it is.
    mutating func append(
        text cell: RowBatch.Cell, in batch: borrowing RowBatch, special: (UInt8) -> Bool,
        escape: (String) -> String
    ) throws {
        let bytes = batch.bytes(of: cell)
        guard !bytes.contains(where: { $0 >= 0x80 || special($0) }) else {
            return try append(escape(String(decoding: bytes, as: UTF8.self)))
        }
        try reserve(bytes.count)
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { put(base, count: $0.count) } }
    }
}
