import CLibEdit

/// What a command tells libedit to do next; the numbers are <histedit.h>'s.
private enum After {
    static let nothing = UInt8(CC_NORM)
    static let refresh = UInt8(CC_REFRESH)
    static let moveCursor = UInt8(CC_CURSOR)
    static let beep = UInt8(CC_ERROR)
    static let end = UInt8(CC_EOF)
}

/// The editor's own commands, and the keys that they are bound to.
extension LineEditor {
    func addCommands() {
        func add(_ name: String, _ help: String, _ command: cvx_el_command) {
            cvx_el_add_command(handle, name, help, command)
        }
        add("cvx-enter", "Run the statement, or start its next line") { el, _ in
            LineEditor.of(el)?.enter() ?? 0
        }
        add("cvx-newline", "Start the statement's next line") { el, _ in LineEditor.of(el)?.newline() ?? 0 }
        add("cvx-up", "Previous line, or an earlier statement") { el, _ in
            LineEditor.of(el)?.vertical(-1) ?? 0
        }
        add("cvx-down", "Next line, or a later statement") { el, _ in LineEditor.of(el)?.vertical(1) ?? 0 }
        add("cvx-line-start", "Start of the line") { el, _ in LineEditor.of(el)?.toLineStart() ?? 0 }
        add("cvx-line-end", "End of the line") { el, _ in LineEditor.of(el)?.toLineEnd() ?? 0 }
        add("cvx-delete", "Delete, or leave") { el, key in
            LineEditor.of(el)?.delete(leaves: key == 4) ?? 0
        }
        add("cvx-join", "Join with the line before") { el, _ in LineEditor.of(el)?.join() ?? 0 }
        add("cvx-clamp", "Leave the gutter") { el, _ in LineEditor.of(el)?.clamp() ?? 0 }
        add("cvx-paste", "Insert what was pasted") { el, _ in LineEditor.of(el)?.insertPaste() ?? 0 }
        add("cvx-kill-line", "Delete to the end of the line, or join with the next") { el, _ in
            LineEditor.of(el)?.killLine() ?? 0
        }
        add("cvx-kill-end", "Move to the end of what ^K deletes") { el, _ in
            LineEditor.of(el)?.toKillEnd() ?? 0
        }
        add("cvx-complete", "Complete the word") { el, _ in LineEditor.of(el)?.completeWord() ?? 0 }
    }

    /// After ~/.editrc: these the multi-line buffer depends on, whatever the user's own bindings.
    func bindKeys() {
        let isVi = cvx_el_is_vi(handle)
        for key in EditorKey.allCases {
            cvx_el_bind(handle, key.bindingName, key.command)
            if isVi { cvx_el_bind_alternative(handle, key.bindingName, key.command) }
        }
        var keys = [
            ("^M", "cvx-enter"), ("^J", "cvx-enter"), ("^I", "cvx-complete"), ("^P", "cvx-up"),
            ("^N", "cvx-down"), ("^R", "em-inc-search-prev"),
        ]
        if !isVi {
            keys += [
                ("^A", "cvx-line-start"), ("^E", "cvx-line-end"), ("^D", "cvx-delete"),
                ("^K", "cvx-kill-line"),
            ]
        }
        for (key, command) in keys { cvx_el_bind(handle, key, command) }
        guard isVi else { return }
        for (key, command) in [
            ("^M", "cvx-enter"), ("^J", "cvx-enter"), ("k", "cvx-up"), ("j", "cvx-down"),
        ] { cvx_el_bind_alternative(handle, key, command) }
    }

    private func enter() -> UInt8 {
        if isComplete(GutterText.text(of: buffer.points).text) {
            cvx_el_push(handle, [EditorKey.accept.rawValue, 0])
            return After.nothing
        }
        return newline()
    }

    private func newline() -> UInt8 { insert("\n") }

    private func insertPaste() -> UInt8 {
        defer { pastedText = "" }
        return insert(pastedText)
    }

    func insert(_ text: String) -> UInt8 {
        let points = GutterText.view(of: text).points
        guard !points.isEmpty, cvx_el_insert(handle, points + [0]) == 0 else { return After.beep }
        return After.refresh
    }

    private func clamp() -> UInt8 { moveCursor(to: clampedCursor()) }

    private func toLineStart() -> UInt8 {
        let (points, cursor) = buffer
        return moveCursor(to: GutterText.lineStart(points, around: cursor).text)
    }

    private func toLineEnd() -> UInt8 {
        let (points, cursor) = buffer
        return moveCursor(to: points[cursor...].firstIndex(of: GutterText.newline) ?? points.count)
    }

    private func killLine() -> UInt8 {
        guard buffer.cursor < buffer.points.count else { return After.beep }
        cvx_el_push(handle, [EditorKey.mark, .killEnd, .killMarked].map(\.rawValue) + [0])
        return After.nothing
    }

    /// The end of the line; where the cursor is there already, the start of the next line's text.
    private func toKillEnd() -> UInt8 {
        let (points, cursor) = buffer
        let end = points[cursor...].firstIndex(of: GutterText.newline) ?? points.count
        guard end == cursor, end < points.count else { return moveCursor(to: end) }
        return moveCursor(to: GutterText.lineStart(points, around: end + 1).text)
    }

    private func moveCursor(to index: Int) -> UInt8 {
        el_cursor(handle, Int32(index - buffer.cursor))
        return After.moveCursor
    }

    private func delete(leaves: Bool) -> UInt8 {
        let (points, cursor) = buffer
        if points.isEmpty, leaves { return After.end }
        guard cursor < points.count else { return After.beep }
        var next = cursor + 1
        if points[cursor] == GutterText.newline { next = GutterText.lineStart(points, around: next).text }
        el_cursor(handle, Int32(next - cursor))
        el_deletestr(handle, Int32(next - cursor))
        return After.refresh
    }

    private func join() -> UInt8 {
        let (points, cursor) = buffer
        let start = GutterText.lineStart(points, around: cursor)
        guard start.line > 0 else { return After.beep }
        el_deletestr(handle, Int32(cursor - start.line + 1))
        return After.refresh
    }

    /// Up and Down move inside the statement first, and through the history from its first and last line.
    private func vertical(_ direction: Int) -> UInt8 {
        let (points, cursor) = buffer
        let line = GutterText.lineStart(points, around: cursor).line
        let column = cursor - line + (line == 0 ? promptWidth : 0)
        let target: Int
        if direction < 0 {
            guard line > 0 else { return recallStatement(direction) }
            target = GutterText.lineStart(points, around: line - 1).line
        } else {
            guard let end = points[cursor...].firstIndex(of: GutterText.newline) else {
                return recallStatement(direction)
            }
            target = end + 1
        }
        let end = points[target...].firstIndex(of: GutterText.newline) ?? points.count
        let wanted = target + max(0, column - (target == 0 ? promptWidth : 0))
        return moveCursor(to: min(end, max(wanted, GutterText.lineStart(points, around: target).text)))
    }

    private func recallStatement(_ direction: Int) -> UInt8 {
        let (points, cursor) = buffer
        let current = GutterText.text(of: points, cursor: cursor)
        guard let found = recall.step(direction, from: current.text, cursor: current.cursor) else {
            return After.beep
        }
        setText(found, cursor: found.utf8.count)
        return After.refresh
    }

    /// Replaces the whole statement.
    func setText(_ text: String, cursor: Int) {
        let (points, index) = GutterText.view(of: text, cursor: cursor)
        if points.isEmpty {
            let old = buffer
            el_cursor(handle, Int32(old.points.count - old.cursor))
            el_deletestr(handle, Int32(old.points.count))
        } else {
            cvx_el_replace(handle, points + [0])
            el_cursor(handle, Int32(index - buffer.cursor))
        }
    }

    /// Inserts what all candidates share; lists them at the second time.
    private func completeWord() -> UInt8 {
        let (points, index) = buffer
        let (text, cursor) = GutterText.text(of: points, cursor: index)
        let found = complete(text, cursor)
        let bytes = Array(text.utf8)
        let range = found.replacing.clamped(to: 0..<bytes.count)
        var insertion = found.commonPrefix
        if let only = found.candidates.first, found.candidates.count == 1 { insertion += only.suffix }
        let typed = String(decoding: bytes[range], as: UTF8.self)
        guard !found.candidates.isEmpty else { return After.beep }
        // Candidates that differ from the first letter on must not shorten what is typed.
        if insertion != typed, insertion.utf8.count >= typed.utf8.count {
            let head = String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + insertion
            setText(
                head + String(decoding: bytes[range.upperBound...], as: UTF8.self), cursor: head.utf8.count)
            lastTab =
                found.candidates.count > 1
                ? (head + text.suffixBytes(from: range.upperBound), head.utf8.count) : nil
            return After.refresh
        }
        if found.candidates.count > 1, let lastTab, lastTab == (text, cursor) {
            let size = ScreenLayout.terminalSize(output)
            show(
                below: CandidateList(
                    candidates: found.candidates, columns: size.columns, rows: max(3, size.rows - 3)
                ).lines())
            return After.nothing
        }
        lastTab = (text, cursor)
        return After.beep
    }
}

extension String {
    fileprivate func suffixBytes(from offset: Int) -> String {
        String(decoding: utf8.dropFirst(offset), as: UTF8.self)
    }
}
