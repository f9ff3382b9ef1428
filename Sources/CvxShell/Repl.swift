package import CvxLineEditor
import Glibc

/// The interactive loop: read a statement, run it, keep it in the history. Only for terminals; other
/// standard input is a script.
package enum Repl {
    /// Runs until the user leaves.
    /// - Parameters:
    ///   - history: nil keeps none
    ///   - banner: the first line, such as "cvx 1.0"; nil says nothing
    /// - Returns: the process's exit code
    package static func run(
        session: any ShellSession, editor: LineEditor, history: HistoryFile? = nil, banner: String? = nil
    ) -> Int32 {
        editor.isComplete = { isLeaving($0) || session.isComplete($0) }
        editor.complete = { session.complete($0, cursor: $1) }
        if let history {
            history.redact = { session.redacted($0) }
            history.warn = { say("warning: \($0)") }
            for record in history.load() { editor.remember(record.statement) }
        }
        if let banner { greet(banner, session) }
        while true {
            switch editor.readLine(prompt: session.prompt.line) {
            case .endOfInput: if session.mayLeave() { return 0 }
            case .interrupted: continue
            case .terminated(let signal): return 128 + signal
            case .line(let text):
                if text.allSatisfy(\.isWhitespace) { continue }
                if isLeaving(text) {
                    if session.mayLeave() { return 0 }
                    continue
                }
                let folder = session.prompt.folder
                let status = Signals.during(.statement, interruption: session.interruption) {
                    session.run(text)
                }
                if let history {
                    history.append(text, workspace: folder, status: status)
                    if let kept = history.kept(text) { editor.remember(kept) }
                }
                if let status = Signals.exitStatus { return status }
                if let status = session.exitRequest { return status }
            }
        }
    }

    private static func isLeaving(_ text: String) -> Bool {
        var words = text.split(whereSeparator: { $0.isWhitespace || $0 == ";" })
        return words.popLast().map { $0 == "exit" || $0 == "quit" } == true && words.isEmpty
    }

    private static func greet(_ banner: String, _ session: any ShellSession) {
        guard isatty(STDOUT_FILENO) == 1 else { return }
        let workspace = session.prompt.workspace
        let place = workspace.isEmpty ? "" : " · \(workspace)"
        say("\(banner)\(place) · `help` for help, Ctrl-D to leave")
    }

    private static func say(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
