import CvxCommands
import CvxDomain
import CvxLanguage
import CvxLineEditor
import CvxRender
import CvxServices

/// The session as the shell's loop needs it.
package final class ReplSession: ShellSession {
    private let session: Session

    package init(_ session: Session) { self.session = session }

    package func run(_ text: String) -> Int32 {
        session.run(SourceText(name: "repl", text: text), door: .shell)
    }

    package func isComplete(_ text: String) -> Bool { isInputComplete(text, shapes: VerbTable.shapes) }

    package func complete(_ text: String, cursor: Int) -> ShellCompletions {
        Completer(session: session).complete(text, cursor: cursor)
    }

    package var interruption: Interruption? { session.interruption }

    package var prompt: ShellPrompt {
        ShellPrompt(
            workspace: session.settings.workspaceName, folder: session.settings.workspaceFolder,
            isInTransaction: session.services.transactions?.isOpen == true,
            reminder: session.services.people?.reminder)
    }

    package var exitRequest: Int32? { session.exitRequest }

    package func mayLeave() -> Bool {
        guard let transactions = session.services.transactions, transactions.isOpen,
            let prompter = session.prompter
        else { return true }
        let answer = prompter("a transaction is open: commit, rollback, or stay? [c/r/S] ")?.lowercased()
        switch answer {
        case "c", "commit": return session.run(SourceText(name: "repl", text: "commit"), door: .shell) == 0
        case "r", "rollback":
            return session.run(SourceText(name: "repl", text: "rollback"), door: .shell) == 0
        default: return false
        }
    }

    package func redacted(_ text: String) -> String { SecretText.redacted(text) }
}
