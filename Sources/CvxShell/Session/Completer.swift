import CvxCommands
import CvxLanguage
import CvxLineEditor

struct Completer {
    let session: Session
    func complete(_ text: String, cursor: Int) -> ShellCompletions { .none }
}
