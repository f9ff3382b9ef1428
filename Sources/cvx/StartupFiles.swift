import CvxLanguage
import CvxShell
import Glibc

/// What the shell runs before its first prompt: the user's init.cvx, then the workspace's .cvxrc. Scripts and `-c`
/// never see them.
enum StartupFiles {
    static func run(in session: Session) {
        if let folder = LaunchPlace.userFolder { run(folder + "/init.cvx", declaringOnly: false, session) }
        run(session.settings.workspaceFolder + "/.cvxrc", declaringOnly: true, session)
    }

    private static func run(_ path: String, declaringOnly: Bool, _ session: Session) {
        guard Signals.exitStatus == nil, access(path, F_OK) == 0 else { return }
        guard isTrusted(path) else {
            let warning = Diagnostic(
                .startupSkipped, "\(path) is not run: it belongs to another user, or everybody may write it",
                help: "read it, then make it yours with chown and chmod o-w")
            return session.report([warning], nil)
        }
        do {
            let source = SourceText(name: path, bytes: try FileReader.read(path))
            Signals.during(.statement, interruption: session.interruption) {
                session.start(source, declaringOnly: declaringOnly)
            }
        } catch {
            _ = Failure.report(error, asJSON: session.settings.errorsAsJSON)
        }
    }

    /// Nobody but the user and root can have written it.
    private static func isTrusted(_ path: String) -> Bool {
        var info = stat()
        guard stat(path, &info) == 0 else { return false }
        return (info.st_uid == geteuid() || info.st_uid == 0) && info.st_mode & S_IWOTH == 0
    }
}
