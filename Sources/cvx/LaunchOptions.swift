import CvxDomain
import CvxRender
import CvxSettings
import CvxShell
import CvxStores
import Glibc

/// What only a run has: the shell, a script, statements.
struct RunOptions {
    var assumesYes = false
    var isDryRun = false
    var refusesInput = false
    var parameters: [(name: String, value: String)] = []
    /// More of them, in a file.
    var parameterFile: String?
    var wantsHelp = false
    var actor: String?
    var reason: String?
    var lockName: String?
    /// Milliseconds.
    var timeout: Int64?
}

/// How a workspace is to be opened and results are to be shown, however that was said.
struct LaunchOptions {
    enum Color: String, CaseIterable { case auto, always, never }

    var workspace: String?
    /// Paths of single stores.
    var stores: [StoreRole: String] = [:]
    var format: OutputFormat?
    var output: String?
    var errorsAsJSON = false
    var color = Color.auto
    /// Milliseconds; nil: as the settings say.
    var lockTimeout: Int64?
    var timeZone: String?
    var readOnly = false
    var isStrict = false
    var quiet = false
    var run = RunOptions()

    /// Stores whose file an option or a variable names.
    var namedStores: [StoreRole: String] {
        var named: [StoreRole: String] = [:]
        named[.prisma] = stores[.prisma] ?? Self.variable("CVX_PRISMA")
        named[.leadflow] = stores[.leadflow] ?? Self.variable("CVX_LEADFLOW")
        named[.skipTrace] = stores[.skipTrace] ?? Self.variable("CVX_SKIP_TRACE")
        return named
    }

    /// Nil where there is no workspace here.
    func location() -> WorkspaceLocation? {
        if let folder = workspace ?? Self.variable("CVX_WORKSPACE") {
            return WorkspaceLocation(folder: folder, overrides: namedStores)
        }
        return WorkspaceLocation.find(overrides: namedStores)
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func settings(interactive: Bool, _ place: LaunchPlace) -> SessionSettings {
        var settings = SessionSettings()
        settings.workspaceFolder = place.location.folder
        settings.workspaceName = String(place.location.folder.split(separator: "/").last ?? "cvx")
        if let rows = place.settings.session.maxRows { settings.maxRows = rows == 0 ? nil : rows }
        settings.format = format
        settings.errorsAsJSON = errorsAsJSON
        settings.isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        settings.writesFile = output != nil || Self.isFile(STDOUT_FILENO)
        settings.color = usesColor(on: STDOUT_FILENO) && output == nil
        settings.errorColor = usesColor(on: STDERR_FILENO)
        settings.isQuiet = quiet
        settings.showsProgress = !quiet && isatty(STDERR_FILENO) == 1
        settings.keepsResults = interactive
        settings.assumesYes = run.assumesYes
        settings.isDryRun = run.isDryRun
        settings.allowsInput = !run.refusesInput && isatty(STDIN_FILENO) == 1
        settings.parameters = run.parameters
        settings.wantsHelp = run.wantsHelp
        settings.actor = run.actor ?? place.settings.session.actor
        settings.reason = run.reason
        settings.organization = place.settings.session.organization
        settings.lockName = run.lockName
        settings.timeout = run.timeout ?? place.settings.session.timeout
        if settings.isTerminal {
            var size = winsize()
            let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            settings.width = known ? Int(size.ws_col) : 80
        }
        return settings
    }

    private static func isFile(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    func usesColor(on descriptor: Int32) -> Bool {
        switch color {
        case .always: return true
        case .never: return false
        case .auto:
            if Self.variable("NO_COLOR") != nil { return false }
            if let force = Self.variable("CLICOLOR_FORCE"), force != "0" { return true }
            return isatty(descriptor) == 1 && Self.variable("TERM") != "dumb"
        }
    }
}
