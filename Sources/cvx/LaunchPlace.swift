import CvxDomain
import CvxLanguage
import CvxSettings
import CvxShell
import CvxStores
import Glibc

/// Where a launch works: the workspace, and what its settings and the user's say.
struct LaunchPlace {
    var location: WorkspaceLocation
    var settings: Settings
    /// Settings files that were read, the user's first.
    var files: [String] = []

    /// Where no file is there, all that is paid is that nobody is there.
    ///
    /// - Throws: a diagnostic where there is no workspace, `SettingsError` where settings are wrong.
    init(_ options: LaunchOptions) throws {
        guard let location = options.location() else {
            throw Diagnostic(
                .noWorkspace,
                "there is no workspace here: no cvx.toml, prisma/dev.db, data/leadflow.db or data/skip_trace.db",
                help: "name one with -w DIR, or make one: cvx init DIR --sample")
        }
        self.location = location
        let workspace = location.folder + "/cvx.toml"
        let own = Self.userFolder.map { $0 + "/cvx.toml" }
        let found = [own, workspace].compactMap(\.self).filter { access($0, F_OK) == 0 }
        files = found
        settings = try Settings.read(
            try found.map { SettingsFile(path: $0, bytes: try FileReader.read($0), isPersonal: $0 == own) },
            Settings.Surroundings(variable: LaunchOptions.variable, isZone: SystemZone.exists))
        let named = options.namedStores
        for (role, path) in settings.stores where named[role] == nil { self.location.move(role, to: path) }
    }

    /// `$XDG_CONFIG_HOME/cvx`, by default ~/.config/cvx; nil where there is no home.
    static var userFolder: String? {
        func folder(_ name: String) -> String? {
            LaunchOptions.variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        return (folder("XDG_CONFIG_HOME") ?? folder("HOME").map { $0 + "/.config" }).map { $0 + "/cvx" }
    }

    /// - Throws: a diagnostic where no store is there.
    func configuration(_ options: LaunchOptions) throws -> StoreConfiguration {
        let others = StoreRole.others.compactMap { location.paths[$0] }
        if !others.contains(where: { access($0, F_OK) == 0 }) {
            throw Diagnostic(
                .storeMissing, "\(location.folder) holds none of the three stores",
                help: "make them: cvx init \(location.folder)")
        }
        return StoreConfiguration(
            paths: location.paths, readOnly: options.readOnly,
            busyTimeout: Int(options.lockTimeout ?? settings.session.lockTimeout ?? 5_000),
            isStrict: options.isStrict || settings.session.isStrict == true)
    }
}
