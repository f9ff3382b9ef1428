import CvxDomain

extension TextBuffer {
    /// A cell that is neither null, text, JSON nor a blob, as machines read it: `true`, `250000`, `0.7`,
    /// `2025-09-16`, seconds. Reserve `scalarSize`.
    @inline(__always)
    mutating func put(scalar cell: RowBatch.Cell) {
        switch cell.kind {
        case .bool: if cell.bits != 0 { put("true") } else { put("false") }
        case .int: put(cell.int)
        case .decimal, .percent: put(cell.double)
        case .money: put(money: cell.int)
        case .date: put(date: cell.int)
        case .instant: put(instant: cell.int)
        case .duration: put(seconds: cell.int)
        case .null, .text, .json, .blob: break
        }
    }
}
