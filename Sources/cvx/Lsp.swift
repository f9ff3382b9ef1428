import ArgumentParser
import CvxCommands
import CvxEditorServer
import CvxRender
import CvxShell
import CvxStores
import Glibc

struct Lsp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp",
        abstract: "Serve editors: the Language Server Protocol on standard input and output.",
        discussion: "Each script belongs to the workspace found from its own folder upward.")
    @OptionGroup var options: SessionOptions

    func run() throws {
        Signals.install()
        let server = EditorServer(
            host: ServerHost(
                workspace: workspace, diagnose: SessionFactory.diagnostic, version: Cvx.configuration.version),
            input: STDIN_FILENO, output: FileDescriptorOutput(STDOUT_FILENO))
        let code: Int32
        do {
            code = try server.run()
        } catch {
            // There is nobody to talk to any more.
            code = CvxShell.ExitCode.failed
        }
        throw ArgumentParser.ExitCode(Signals.exitStatus ?? code)
    }

    private func workspace(of folder: String) throws -> ServerWorkspace? {
        var launch = options.launch
        if launch.workspace == nil {
            guard let found = WorkspaceLocation.find(from: folder, overrides: launch.namedStores) else {
                return nil
            }
            launch.workspace = found.folder
        }
        let place = try LaunchPlace(launch)
        // A workspace whose stores are all still to be made is checked as one that has them.
        guard let configuration = try? place.configuration(launch) else { return nil }
        let stores = WorkspaceStores(configuration)
        return ServerWorkspace(
            folder: place.location.folder, catalog: stores, schema: CatalogSchema(stores))
    }
}
