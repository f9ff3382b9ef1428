import CLibEdit
import CSignals
import Glibc

extension ScreenLayout {
    /// Painted before each line of a statement but the first; as wide, with a blank, as a gutter.
    static let continuation = "...>"
}

/// What the editor draws besides libedit.
extension LineEditor {
    func paint(_ points: [Int32], cursor: Int) {
        guard points.contains(GutterText.newline) || !lastMeasure.gutterRows.isEmpty else { return }
        let size = ScreenLayout.terminalSize(output)
        let layout = ScreenLayout(columns: size.columns, promptWidth: promptWidth)
        let measure = layout.measure(points, cursor: cursor)
        // What was painted where no gutter is any more, libedit takes for blank and would leave.
        if !Set(lastMeasure.gutterRows).isSubset(of: measure.gutterRows) { redraw(measure) }
        lastMeasure = measure
        guard measure.lastRow < size.rows else { return }
        var text = ""
        for row in measure.gutterRows {
            let distance = measure.cursorRow - row
            let move = distance == 0 ? "" : "\u{1B}[\(abs(distance))\(distance > 0 ? "A" : "B")"
            let marker =
                usesColor ? "\u{1B}[2m\(ScreenLayout.continuation)\u{1B}[0m" : ScreenLayout.continuation
            text += "\u{1B}7\(move)\r\(marker)\u{1B}8"
        }
        write(text)
    }

    /// Clears prompt and buffer off the screen and has libedit draw them again.
    func redraw(_ measure: ScreenLayout.Measure) {
        let up = min(measure.cursorRow, ScreenLayout.terminalSize(output).rows - 1)
        write("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
        cvx_el_refresh(handle)
    }

    /// Prints lines below the statement and draws it again under them.
    func show(below lines: [String]) {
        leaveStatement()
        write(lines.map { $0 + "\r\n" }.joined())
        lastMeasure = ScreenLayout.Measure()
        cvx_el_refresh(handle)
    }

    /// Moves to the line after the statement.
    private func leaveStatement(saying text: String = "") {
        let measure = currentMeasure()
        let down = measure.lastRow - measure.cursorRow
        write((down > 0 ? "\u{1B}[\(down)B" : "") + text + "\r\n")
    }

    private func currentMeasure() -> ScreenLayout.Measure {
        let (points, cursor) = buffer
        let size = ScreenLayout.terminalSize(output)
        return ScreenLayout(columns: size.columns, promptWidth: promptWidth).measure(points, cursor: cursor)
    }

    /// Acts on the signals that came; a result where they end the line.
    func signalled() -> LineResult? {
        cvx_signals_drain()
        if cvx_signals_termination() != 0 {
            if !isPlain { leaveStatement() }
            return .terminated(signal: cvx_signals_termination())
        }
        if cvx_signals_take(SIGINT) {
            if !isPlain { leaveStatement(saying: "^C") }
            input.discard()
            return .interrupted
        }
        guard let handle else { return nil }
        if cvx_signals_take(SIGTSTP) { suspend() }
        if cvx_signals_take(SIGCONT) { resume() }
        if cvx_signals_take(SIGWINCH) {
            el_resize(handle)
            redraw(currentMeasure())
        }
        return nil
    }

    private func suspend() {
        leaveStatement()
        write("\u{1B}[?2004l")
        cvx_el_prepare_terminal(handle, false)
        cvx_signals_suspend()
        _ = cvx_signals_take(SIGCONT)
        resume()
    }

    private func resume() {
        // The shell that brought us back set the terminal as it likes it.
        cvx_el_prepare_terminal(handle, false)
        cvx_el_prepare_terminal(handle, true)
        write("\u{1B}[?2004h\r\u{1B}[J")
        lastMeasure = ScreenLayout.Measure()
        cvx_el_refresh(handle)
    }

    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        fflush(nil)
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR, errno != EAGAIN { return }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
