import CvxDomain

/// The first and the last rows of a result of any length.
struct RowWindow {
    /// A long text's beginning that is kept when the result has more than one row.
    static let cellLimit = 4_096

    private(set) var head: [[DisplayCell]] = []
    private(set) var rowCount = 0
    /// By column: whether every value so far that is not null was a number.
    private(set) var isNumeric: [Bool]
    /// A ring: `oldest` is the next to be replaced once it is full.
    private var ring: [[DisplayCell]] = []
    private var oldest = 0
    private let headCount: Int
    private let tailCount: Int
    private let options: RenderOptions

    init(columns: [ResultColumn], options: RenderOptions) {
        let limit = options.maxRows.map { max(2, $0) } ?? .max
        tailCount = limit / 2
        headCount = limit - tailCount
        self.options = options
        isNumeric = columns.map { $0.isNumeric || $0.type == .any }
    }

    var isCut: Bool { rowCount > head.count + ring.count }
    var shownCount: Int { head.count + ring.count }

    var tail: [[DisplayCell]] { Array(ring[oldest...] + ring[..<oldest]) }

    mutating func add(_ batch: borrowing RowBatch) {
        var row = 0
        let count = batch.rowCount
        while row < count, head.count < headCount {
            // A single row is shown as a card, which has room for long text.
            let limit = rowCount == 0 ? Int.max : Self.cellLimit
            head.append(cells(of: row, in: batch, limit: limit))
            rowCount += 1
            row += 1
        }
        // Rows that the same batch would push out again need no copying.
        let rest = count - row
        if rest > tailCount {
            row += rest - tailCount
            rowCount += rest - tailCount
            if ring.count == tailCount { oldest = 0 } else { ring.removeAll() }
        }
        while row < count {
            let cells = cells(of: row, in: batch, limit: Self.cellLimit)
            if ring.count < tailCount {
                ring.append(cells)
            } else {
                ring[oldest] = cells
                oldest = (oldest + 1) % tailCount
            }
            rowCount += 1
            row += 1
        }
    }

    private mutating func cells(of row: Int, in batch: borrowing RowBatch, limit: Int) -> [DisplayCell] {
        var cells: [DisplayCell] = []
        cells.reserveCapacity(batch.width)
        for column in 0..<batch.width {
            let cell = batch[row, column]
            if isNumeric[column], cell.kind != .null, !cell.kind.isNumeric { isNumeric[column] = false }
            cells.append(DisplayCell(cell, in: batch, options: options, limit: limit))
        }
        return cells
    }
}
