// The shell's loop over a session that says what it was given; the tests run it on a pseudo-terminal.
import CvxLineEditor
import CvxShell
import Glibc

final class ProbeSession: ShellSession {
    var exitRequest: Int32?
    var interruption: Interruption? { nil }
    var prompt: ShellPrompt { ShellPrompt(workspace: "probe", folder: "/probe") }

    func run(_ text: String) -> Int32 {
        if text == "slow" || text == "stubborn" {
            emit("running")
            for _ in 0..<3_000 {
                if text == "slow", Signals.isInterrupted {
                    emit("cancelled")
                    return 130
                }
                usleep(10_000)
            }
        }
        if text == "exit 3" { exitRequest = 3 }
        let escaped = text.replacing("\n", with: "\\n")
        emit(text.utf8.count > 500 ? "got \(text.utf8.count) bytes" : "got [\(escaped)]")
        return 0
    }

    func isComplete(_ text: String) -> Bool {
        let depth = text.reduce(0) { $1 == "(" ? $0 + 1 : $1 == ")" ? $0 - 1 : $0 }
        return depth <= 0 && !text.hasSuffix("|")
    }

    func complete(_ text: String, cursor: Int) -> ShellCompletions {
        let head = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        let word = head.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let all = [
            ("leads", "people who may sell"), ("lead_score", "0 to 100"), ("notes", ""), ("李明", "a name"),
        ]
        return ShellCompletions(
            replacing: (cursor - word.utf8.count)..<cursor,
            candidates: all.filter { $0.0.hasPrefix(word) }.map { .init($0.0, note: $0.1) })
    }

    func mayLeave() -> Bool { true }

    func redacted(_ text: String) -> String { text.replacing("s3cret", with: "***") }

    private func emit(_ text: String) {
        print(text)
        fflush(nil)
    }
}

let editor = try LineEditor(program: "probe")
let history = HistoryFile.userPath.map(HistoryFile.init(path:))
exit(Repl.run(session: ProbeSession(), editor: editor, history: history, banner: "probe 1"))
