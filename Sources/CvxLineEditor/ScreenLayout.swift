import CLibEdit
import Glibc

/// Where libedit put each character: the rows that prompt and buffer take on a screen so many columns wide.
struct ScreenLayout {
    var columns: Int
    var promptWidth: Int

    struct Measure: Equatable {
        var cursorRow = 0
        var lastRow = 0
        /// Rows that begin with a gutter, counted from the prompt's.
        var gutterRows: [Int] = []
    }

    func measure(_ points: some RandomAccessCollection<Int32>, cursor: Int) -> Measure {
        var measure = Measure()
        var row = promptWidth / columns
        var column = promptWidth % columns
        var blanks = -1
        for (index, point) in points.enumerated() {
            if index == cursor { measure.cursorRow = row }
            if blanks >= 0 {
                blanks = point == GutterText.space ? blanks + 1 : -1
                if blanks == GutterText.width {
                    measure.gutterRows.append(row)
                    blanks = -1
                }
            }
            if point == GutterText.newline {
                row += 1
                column = 0
                blanks = 0
                continue
            }
            let width = point == 9 ? 8 - column % 8 : max(0, Self.width(of: point))
            // A wide character does not straddle the margin.
            if column + width > columns {
                row += 1
                column = 0
            }
            column += width
            if column >= columns {
                row += 1
                column = 0
            }
        }
        if cursor >= points.count { measure.cursorRow = row }
        measure.lastRow = row
        return measure
    }

    /// Cells that libedit gives a character; control characters show as ^X.
    static func width(of point: Int32) -> Int {
        if point >= 0x20, point < 0x7F { return 1 }
        if point < 0x20 || point == 0x7F { return 2 }
        return Int(cvx_el_width(point))
    }

    /// Columns and rows of the terminal, 80 by 24 where it does not say.
    static func terminalSize(_ descriptor: Int32) -> (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
    }
}
