import CvxDomain

/// One row of a batch, for what is read of a million of them: no reference is counted and nothing is copied. Valid
/// during the call that it is handed to.
struct SurveyRow {
    /// The bytes of a value.
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private let cells: UnsafeBufferPointer<RowBatch.Cell>
    private let texts: Bytes

    /// Calls with each row of a batch.
    static func each(_ batch: borrowing RowBatch, _ body: (SurveyRow) throws -> Void) throws {
        let (width, count) = (batch.width, batch.rowCount)
        try batch.cells.withUnsafeBufferPointer { cells in
            try batch.bytes.withUnsafeBufferPointer { texts in
                for row in 0..<count {
                    let own = UnsafeBufferPointer(rebasing: cells[row * width..<(row + 1) * width])
                    try body(SurveyRow(cells: own, texts: texts))
                }
            }
        }
    }

    subscript(column: Int) -> RowBatch.Cell { cells[column] }

    /// The text of a column; empty for null and for a column that is not there. What is text in the catalog is read as
    /// text whatever the store holds.
    func bytes(_ column: Int?) -> Bytes {
        guard let column else { return Bytes(start: nil, count: 0) }
        let cell = cells[column]
        switch cell.kind {
        case .text, .json, .blob:
            let start = Int(cell.bits)
            return Bytes(rebasing: texts[start..<start + Int(cell.length)])
        default: return Bytes(start: nil, count: 0)
        }
    }

    func text(_ column: Int?) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// Nil where it is null, or says neither.
    func flag(_ column: Int?) -> Bool? {
        guard let column else { return nil }
        let cell = cells[column]
        switch cell.kind {
        case .bool, .int: return cell.bits != 0
        case .decimal: return cell.double != 0
        case .text:
            switch text(column).lowercased() {
            case "1", "true", "yes", "y": return true
            case "0", "false", "no", "n": return false
            default: return nil
            }
        default: return nil
        }
    }

    func instant(_ column: Int?) -> Instant? {
        guard let column, cells[column].kind == .instant else { return nil }
        return Instant(milliseconds: cells[column].int)
    }
}
