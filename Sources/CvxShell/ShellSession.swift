package import CvxLineEditor

package typealias ShellCompletions = Completions

/// What the prompt says.
package struct ShellPrompt: Equatable {
    /// The workspace's name; empty outside one.
    package var workspace: String
    /// Its folder, kept with each statement of the history.
    package var folder: String
    package var isInTransaction: Bool
    /// Who acts, or inside which organization; nil where it is whoever opened the shell, who sees everything.
    package var reminder: String?

    package init(
        workspace: String = "", folder: String = "", isInTransaction: Bool = false, reminder: String? = nil
    ) {
        self.workspace = workspace
        self.folder = folder
        self.isInTransaction = isInTransaction
        self.reminder = reminder
    }

    var line: Prompt {
        let place = workspace.isEmpty ? "cvx" : workspace
        let who = reminder.map { " (\(Self.plain($0)))" } ?? ""
        return Prompt(place + who + (isInTransaction ? "*>" : ">"), style: "1;36")
    }

    /// Names come from stores: nothing in them may move the cursor or fill the line.
    private static func plain(_ name: String) -> String {
        let visible = name.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return visible.count <= 40
            ? String(String.UnicodeScalarView(visible))
            : String(String.UnicodeScalarView(visible.prefix(39))) + "…"
    }
}

/// What the shell needs of a session.
package protocol ShellSession: AnyObject {
    /// Runs one complete input, printing results and diagnostics itself; gives its exit code, 0 when all
    /// went well and 130 when it was interrupted.
    func run(_ text: String) -> Int32
    /// Whether the text is a whole statement, broken or not.
    func isComplete(_ text: String) -> Bool
    /// What can stand at a UTF-8 offset of the text.
    func complete(_ text: String, cursor: Int) -> ShellCompletions
    /// What Ctrl-C calls while a statement runs; where nil, `run` asks `Signals.isInterrupted` itself.
    var interruption: Interruption? { get }
    var prompt: ShellPrompt { get }
    /// The exit code, once a statement such as `exit 3` has asked to leave.
    var exitRequest: Int32? { get }
    /// Asked before the shell is left: what is unfinished is the person's to settle. False stays.
    func mayLeave() -> Bool
    /// The statement with secrets' values taken out, for the history.
    func redacted(_ text: String) -> String
}
