import CLibEdit
import CSignals
import Glibc

/// What a prompt looks like.
package struct Prompt: Equatable {
    /// Without trailing blank.
    package var text: String
    /// Parameters of an SGR escape, such as `1;36`; used where the editor may colour.
    package var style: String

    package init(_ text: String, style: String = "") {
        self.text = text
        self.style = style
    }
}

/// How a line ended.
package enum LineResult: Equatable {
    /// A whole statement, its inner newlines kept and the last one gone.
    case line(String)
    case endOfInput
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// SIGTERM or SIGHUP came; the terminal is back in its own mode.
    case terminated(signal: Int32)
}

/// Edits statements of one or more lines on the terminal, by libedit.
///
///     let editor = try LineEditor(program: "cvx")
///     editor.isComplete = { !$0.hasSuffix("|") }
///     while case .line(let statement) = editor.readLine(prompt: Prompt("cvx>")) { … }
///
/// Keys follow libedit's emacs mode, or what ~/.editrc says. Use it from one thread. Where the terminal
/// cannot move its cursor (TERM=dumb) lines are read as they come.
package final class LineEditor {
    package enum Failure: Error { case noEditor, noSignals(errno: Int32) }

    /// Whether a text is a whole statement; Enter starts another line where it is not.
    package var isComplete: (String) -> Bool = { _ in true }
    /// What can stand at a UTF-8 offset of a text.
    package var complete: (String, Int) -> Completions = { _, _ in .none }
    /// Whether prompts may be coloured.
    package var usesColor = false
    /// Whether there is cursor movement, history and completion, or only lines.
    package let isPlain: Bool

    let handle: OpaquePointer?
    let history: OpaquePointer?
    let output: Int32
    var input: TerminalInput
    var recall = HistoryRecall()
    var promptBytes: UnsafeMutablePointer<CChar>?
    var promptWidth = 0
    var outcome: LineResult?
    var pastedText = ""
    var lastTab: (text: String, cursor: Int)?
    var lastMeasure = ScreenLayout.Measure()
    private var lastCursor = 0

    /// Takes the process's standard input, and its standard output or, where that is no terminal, standard error.
    /// - Parameter program: the name that selects lines of ~/.editrc, as in `cvx:bind …`
    package init(program: String) throws {
        let failure = cvx_signals_install()
        guard failure == 0 else { throw Failure.noSignals(errno: failure) }
        // Before libedit looks: in the C locale it would swallow every letter beyond ASCII.
        let isUTF8 = cvx_set_utf8_locale()
        let drawsOnError = isatty(STDOUT_FILENO) == 0
        output = drawsOnError ? STDERR_FILENO : STDOUT_FILENO
        input = TerminalInput(descriptor: STDIN_FILENO)
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        isPlain = !isUTF8 || terminal.isEmpty || terminal == "dumb" || isatty(output) == 0
        guard !isPlain else {
            handle = nil
            history = nil
            return
        }
        handle = cvx_el_open(program, drawsOnError)
        history = history_init()
        guard let handle, let history else { throw Failure.noEditor }
        cvx_history_set_size(history, Int32(HistoryFile.capacity))
        cvx_el_set_history(handle, history)
        cvx_el_set_client(handle, Unmanaged.passUnretained(self).toOpaque())
        cvx_el_set_editor(handle, "emacs")
        cvx_el_keep_line_ends(handle)
        addCommands()
        el_source(handle, nil)
        bindKeys()
        cvx_el_set_prompt(handle, { LineEditor.of($0)?.promptBytes }, 1)
        cvx_el_set_reader(handle, { handle, key in LineEditor.of(handle)?.read(key) ?? -1 })
    }

    deinit {
        if let handle { el_end(handle) }
        if let history { history_end(history) }
        free(promptBytes)
    }

    static func of(_ handle: OpaquePointer?) -> LineEditor? {
        guard let handle, let client = cvx_el_client(handle) else { return nil }
        return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
    }

    /// Makes a statement the newest that Up and ^R find.
    package func remember(_ statement: String) {
        recall.add(statement)
        guard let history else { return }
        let view = GutterText.view(of: statement).points
        cvx_history_enter(history, GutterText.characters(view))
    }

    /// Reads one statement.
    package func readLine(prompt: Prompt) -> LineResult {
        cvx_signals_enter(CVX_PHASE_PROMPT)
        if cvx_signals_termination() != 0 { return .terminated(signal: cvx_signals_termination()) }
        var prompt = prompt
        var text = ""
        while true {
            let result = isPlain ? plainLine(prompt) : editedLine(prompt)
            guard case .line(let line) = result else {
                // An unfinished statement at the end of the input is the caller's to complain of.
                return result == .endOfInput && !text.isEmpty ? .line(text) : result
            }
            text += text.isEmpty ? line : "\n" + line
            if isComplete(text) { return .line(text) }
            prompt = Prompt(ScreenLayout.continuation, style: prompt.style)
        }
    }

    private func editedLine(_ prompt: Prompt) -> LineResult {
        setPrompt(prompt)
        outcome = nil
        recall.reset()
        lastTab = nil
        lastMeasure = ScreenLayout.Measure()
        cvx_signals_hold_suspend(true)
        // A key typed as soon as the prompt is seen must find the terminal ready.
        cvx_el_prepare_terminal(handle, true)
        write("\u{1B}[?2004h")
        defer {
            write("\u{1B}[?2004l")
            cvx_signals_hold_suspend(false)
        }
        var count: Int32 = 0
        let line = cvx_el_gets(handle, &count)
        if let outcome { return outcome }
        guard let line, count > 0 else {
            write("\r\n")
            return .endOfInput
        }
        var text = GutterText.text(of: UnsafeBufferPointer(start: line, count: Int(count))).text
        if text.hasSuffix("\n") || text.hasSuffix("\r") { text.removeLast() }
        return .line(text)
    }

    private func plainLine(_ prompt: Prompt) -> LineResult {
        write(prompt.text + " ")
        while true {
            let (bytes, event) = input.nextLine()
            switch event {
            case .signal:
                if let result = signalled() {
                    write("\n")
                    return result
                }
            case .endOfInput where bytes.isEmpty:
                write("\n")
                return .endOfInput
            default:
                let text = String(decoding: bytes, as: UTF8.self)
                return .line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
            }
        }
    }

    private func setPrompt(_ prompt: Prompt) {
        let isStyled = usesColor && !prompt.style.isEmpty
        // libedit takes what stands between two \1 as having no width; the last character must have one.
        let text =
            isStyled
            ? "\u{1}\u{1B}[\(prompt.style)m\u{1}\(prompt.text)\u{1}\u{1B}[0m\u{1} " : prompt.text + " "
        free(promptBytes)
        promptBytes = strdup(text)
        promptWidth = prompt.text.unicodeScalars.reduce(1) {
            $0 + max(0, ScreenLayout.width(of: Int32(bitPattern: $1.value)))
        }
    }

    /// libedit's read function: 1 and a code point, 0 at the end, -1 when the line is given up.
    private func read(_ key: UnsafeMutablePointer<Int32>?) -> Int32 {
        guard let key else { return -1 }
        let isEditing = cvx_el_is_editing(handle)
        while true {
            if isEditing, let request = beforeKey() {
                key.pointee = request.rawValue
                return 1
            }
            switch input.next() {
            case .scalar(let scalar):
                key.pointee = translated(scalar)
                return 1
            case .key(let pressed) where isEditing:
                key.pointee = pressed.rawValue
                return 1
            case .paste(let text) where isEditing:
                pastedText = text
                key.pointee = EditorKey.paste.rawValue
                return 1
            case .key, .paste: continue
            case .endOfInput:
                outcome = .endOfInput
                return 0
            case .signal:
                outcome = signalled()
                if outcome != nil { return -1 }
            }
        }
    }

    /// Backspace at a gutter takes the line's newline with it.
    private func translated(_ scalar: Unicode.Scalar) -> Int32 {
        if scalar.value == 8 || scalar.value == 127 {
            let (points, cursor) = buffer
            let start = GutterText.lineStart(points, around: cursor)
            if start.text > start.line, cursor == start.text { return EditorKey.join.rawValue }
        }
        return Int32(bitPattern: scalar.value)
    }

    /// Puts the screen right while nothing is typed; a request when the cursor has to move first.
    private func beforeKey() -> EditorKey? {
        // A long paste without newlines must not cost its own length for every letter.
        guard cvx_el_has_newline(handle) || !lastMeasure.gutterRows.isEmpty else { return nil }
        let (points, cursor) = buffer
        let start = GutterText.lineStart(points, around: cursor)
        if cursor != lastCursor, cursor < start.text, !isSearching(points) { return .clamp }
        lastCursor = cursor
        if !input.isPending { paint(points, cursor: cursor) }
        return nil
    }

    /// Where a cursor that got into a gutter belongs: it came from the right when it was there before.
    func clampedCursor() -> Int {
        let (points, cursor) = buffer
        let start = GutterText.lineStart(points, around: cursor)
        let wentLeft = lastCursor == start.text
        lastCursor = wentLeft ? start.line - 1 : start.text
        return lastCursor
    }

    /// libedit shows the pattern of ^R as one more line of the buffer.
    private func isSearching(_ points: [Int32]) -> Bool {
        let line = points[GutterText.lineStart(points, around: points.count).line...]
        let text = String(
            String.UnicodeScalarView(line.compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }))
        return text.hasPrefix("bck") || text.hasPrefix("fwd")
    }

    var buffer: (points: [Int32], cursor: Int) {
        guard let handle else { return ([], 0) }
        var count = 0
        var cursor = 0
        let start = cvx_el_line(handle, &count, &cursor)
        return (Array(UnsafeBufferPointer(start: start, count: count)), cursor)
    }
}
