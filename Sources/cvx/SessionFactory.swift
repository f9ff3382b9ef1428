import CvxDomain
import CvxLanguage
import CvxRender
import CvxShell
import CvxStores
import Glibc

/// Puts a session together: the one place that knows both the shell and the stores.
enum SessionFactory {
    /// - Throws: a diagnostic where there is no workspace.
    /// Where the stores are.
    ///
    /// - Throws: a diagnostic where there is no workspace.
    static func configuration(_ options: LaunchOptions) throws -> StoreConfiguration {
        guard let location = options.location() else {
            throw Diagnostic(
                .noWorkspace,
                "there is no workspace here: no cvx.toml, prisma/dev.db, data/leadflow.db or data/skip_trace.db",
                help: "name one with -w DIR, or make one: cvx init DIR --sample")
        }
        if !location.paths.values.contains(where: { access($0, F_OK) == 0 }) {
            throw Diagnostic(
                .storeMissing, "\(location.folder) holds none of the three stores",
                help: "make them: cvx init \(location.folder)")
        }
        return StoreConfiguration(
            paths: location.paths, readOnly: options.readOnly, busyTimeout: options.lockTimeout)
    }

    static func make(_ options: LaunchOptions, interactive: Bool, output: any ByteOutput) throws -> Session {
        let configuration = try configuration(options)
        let stores = WorkspaceStores(configuration)
        let zone = SystemZone(named: options.timeZone ?? LaunchOptions.variable("CVX_TIME_ZONE"))
        let services = SessionServices(
            catalog: stores, engine: StoreQueryEngine(stores: stores, zone: zone), zone: zone,
            diagnose: diagnostic, interruption: Interruption { _ in WorkspaceStores.interruptRunning() })
        var settings = options.settings(interactive: interactive)
        let folder = options.location()?.folder ?? ""
        settings.workspaceFolder = folder
        settings.workspaceName = String(folder.split(separator: "/").last ?? "cvx")
        return Session(
            settings: settings, services: services, output: output,
            errors: FileDescriptorOutput(STDERR_FILENO))
    }

    static func diagnostic(_ error: any Error) -> Diagnostic? {
        if let refusal = error as? SQLRefusal {
            switch refusal {
            case .writes:
                return Diagnostic(
                    .readOnlySQL, "this SQL does more than ask", help: "`sql` runs one SELECT, WITH or VALUES"
                )
            case .severalStatements:
                return Diagnostic(
                    .readOnlySQL, "this is more than one SQL statement", help: "one `sql` for each")
            }
        }
        guard let error = error as? StoreError else { return nil }
        let code: DiagnosticCode =
            switch error.kind {
            case .missing: .storeMissing
            case .unreadable: .storeUnreadable
            case .notADatabase: .notADatabase
            case .corrupt: .storeCorrupt
            case .busy: .storeBusy
            case .readOnly: .storeReadOnly
            case .nothingKnown: .nothingKnown
            case .diskFull: .diskFull
            case .interrupted: .cancelled
            case .sql: .sqlFailed
            }
        return Diagnostic(code, error.message, help: error.help.isEmpty ? nil : error.help)
    }
}
