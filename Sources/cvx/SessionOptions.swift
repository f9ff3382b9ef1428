import ArgumentParser
import CvxDomain
import CvxLanguage
import CvxRender
import CvxShell
import CvxStores

/// Options of everything that opens a workspace.
struct SessionOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "The workspace's folder.", completion: .directory)
    var workspace: String?
    @Option(help: "The Prisma store's file.", completion: .file()) var prisma: String?
    @Option(help: "The leadflow store's file.", completion: .file()) var leadflow: String?
    @Option(help: "The skip-trace store's file.", completion: .file()) var skipTrace: String?
    @Option(name: [.short, .long], help: "table, csv, tsv, json, jsonl, md, html, vertical or list.")
    var format: OutputFormat?
    @Option(
        name: [.customShort("o"), .long], help: "Write results to a file, whole or not at all.",
        completion: .file())
    var output: String?
    @Option(help: "Diagnostics as text or json.") var errors: ErrorFormat = .text
    @Option(help: "auto, always or never.") var color: LaunchOptions.Color = .auto
    @Option(
        help: "How long to wait for a store that another program has locked; 5s by itself.", transform: length
    )
    var lockTimeout: Int64?
    @Option(help: "The time zone of dates, as in America/Phoenix.") var timeZone: String?
    @Flag(name: .long, help: "Open the stores read-only.") var readOnly = false
    @Flag(name: .long, help: "Fail where a store cannot be read, though another could answer.")
    var strict = false
    @Flag(name: [.short, .long], help: "Say only what was asked for.") var quiet = false

    enum ErrorFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

    func validate() throws {
        if let timeZone, !SystemZone.exists(timeZone) {
            throw ValidationError("`\(timeZone)` is not a time zone; write one as America/Phoenix.")
        }
    }

    var launch: LaunchOptions {
        var launch = LaunchOptions()
        launch.workspace = workspace
        launch.stores[.prisma] = prisma
        launch.stores[.leadflow] = leadflow
        launch.stores[.skipTrace] = skipTrace
        launch.format = format
        launch.output = output
        launch.errorsAsJSON = errors == .json
        launch.color = color
        launch.lockTimeout = lockTimeout
        launch.timeZone = timeZone
        launch.readOnly = readOnly
        launch.isStrict = strict
        launch.quiet = quiet
        return launch
    }
}

extension OutputFormat: ExpressibleByArgument {}
extension LaunchOptions.Color: ExpressibleByArgument {}

extension SessionOptions {
    /// Milliseconds of a length of time as the language writes it.
    @Sendable static func length(_ text: String) throws -> Int64 {
        switch DurationLiteral.read(text) {
        case .success(let length) where length.count > 0: return length.nominalMilliseconds
        case .success: throw ValidationError("`\(text)` is no time at all.")
        case .failure(let fault):
            throw ValidationError("\(fault.message)\(fault.help.map { "; \($0)" } ?? "").")
        }
    }
}
