import ArgumentParser
import CvxDomain
import CvxLanguage
import CvxRender
import CvxShell
import CvxStores
import Glibc

/// Options of everything that opens a workspace.
struct SessionOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "The workspace's folder.") var workspace: String?
    @Option(help: "The Prisma store's file.") var prisma: String?
    @Option(help: "The leadflow store's file.") var leadflow: String?
    @Option(help: "The skip-trace store's file.") var skipTrace: String?
    @Option(name: [.short, .long], help: "table, csv, tsv, json, jsonl, md, html, vertical or list.")
    var format: OutputFormat?
    @Option(name: [.customShort("o"), .long], help: "Write results to a file, whole or not at all.")
    var output: String?
    @Option(help: "Diagnostics as text or json.") var errors: ErrorFormat = .text
    @Option(help: "auto, always or never.") var color: ColorChoice = .auto
    @Option(help: "How long to wait for a store that another program has locked, as in 5s.")
    var lockTimeout: LockTimeout = LockTimeout(milliseconds: 5_000)
    @Option(help: "The time zone of dates, as in America/Phoenix.") var timeZone: String?
    @Flag(name: .long, help: "Open the stores read-only.") var readOnly = false
    @Flag(name: [.short, .long], help: "Say only what was asked for.") var quiet = false

    enum ErrorFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
    enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    func validate() throws {
        if let timeZone, !SystemZone.exists(timeZone) {
            throw ValidationError("`\(timeZone)` is not a time zone; write one as America/Phoenix.")
        }
    }

    /// Nil where there is no workspace here.
    func location() -> WorkspaceLocation? {
        var overrides: [StoreRole: String] = [:]
        overrides[.prisma] = prisma ?? Self.variable("CVX_PRISMA")
        overrides[.leadflow] = leadflow ?? Self.variable("CVX_LEADFLOW")
        overrides[.skipTrace] = skipTrace ?? Self.variable("CVX_SKIP_TRACE")
        if let folder = workspace ?? Self.variable("CVX_WORKSPACE") {
            return WorkspaceLocation(folder: folder, overrides: overrides)
        }
        return WorkspaceLocation.find(overrides: overrides)
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func settings(interactive: Bool) -> SessionSettings {
        var settings = SessionSettings()
        settings.format = format
        settings.errorsAsJSON = errors == .json
        settings.isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        settings.color = usesColor(on: STDOUT_FILENO) && output == nil
        settings.errorColor = usesColor(on: STDERR_FILENO)
        settings.isQuiet = quiet
        settings.keepsResults = interactive
        if settings.isTerminal {
            var size = winsize()
            let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            settings.width = known ? Int(size.ws_col) : 80
        }
        return settings
    }

    private func usesColor(on descriptor: Int32) -> Bool {
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

extension OutputFormat: ExpressibleByArgument {}

/// A length of time as the language writes it, up to minutes.
struct LockTimeout: ExpressibleByArgument {
    var milliseconds: Int

    init(milliseconds: Int) { self.milliseconds = milliseconds }

    init?(argument: String) {
        for (suffix, factor) in [("min", 60_000.0), ("ms", 1.0), ("s", 1_000.0)]
        where argument.hasSuffix(suffix) {
            guard let count = Double(argument.dropLast(suffix.count)), count >= 0, count < 100_000 else {
                return nil
            }
            milliseconds = Int(count * factor)
            return
        }
        return nil
    }

    var defaultValueDescription: String { "5s" }
}
