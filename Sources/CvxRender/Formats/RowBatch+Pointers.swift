import CvxDomain

/// A batch's memory while it is being written.
struct RowMemory {
    let cells: UnsafeBufferPointer<RowBatch.Cell>
    let bytes: UnsafePointer<UInt8>
    let bytesEnd: UnsafePointer<UInt8>
    let width: Int
}

extension RowBatch {
    func withMemory(_ body: (RowMemory) throws -> Void) rethrows {
        guard width > 0 else { return }
        try cells.withUnsafeBufferPointer { cells in
            try bytes.withUnsafeBufferPointer { bytes in
                if let base = bytes.baseAddress {
                    try body(RowMemory(cells: cells, bytes: base, bytesEnd: base + bytes.count, width: width))
                } else {
                    // No text in the batch: any address will do for ranges that are all empty.
                    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { nothing in
                        guard let base = nothing.baseAddress else { return }
                        try body(RowMemory(cells: cells, bytes: base, bytesEnd: base, width: width))
                    }
                }
            }
        }
    }
}
