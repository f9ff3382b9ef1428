import ArgumentParser
import CvxLanguage
import CvxRender
import CvxSettings
import CvxShell
import CvxStores
import Glibc

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a workspace: three stores with the documented schemas.")

    @Argument(help: "The folder.") var directory = "."
    @Flag(name: .long, help: "Fill it with leads of nobody real.") var sample = false
    @Option(name: .long, help: "How many leads the sample has.") var leads = 3_000

    func validate() throws {
        guard (1...1_000_000).contains(leads) else {
            throw ValidationError("--leads is a number from 1 to 1000000.")
        }
    }

    func run() throws {
        let errors = FileDescriptorOutput(STDERR_FILENO)
        let isTerminal = isatty(STDERR_FILENO) == 1
        do {
            if sample {
                try SampleWorkspace.fill(directory: directory, leads: leads) { progress in
                    if isTerminal {
                        try? errors.write("\r\(progress.leads) of \(progress.total) leads\u{1B}[K")
                    }
                }
                if isTerminal { try? errors.write("\r\u{1B}[K") }
            } else {
                try WorkspaceCreation.create(at: directory)
            }
            try writeSettings()
            try? errors.write("workspace made in \(directory)\n")
        } catch {
            throw ArgumentParser.ExitCode(Failure.report(error, asJSON: false))
        }
    }

    /// A `cvx.toml` that says what can be set. One that is there already is somebody's own and stays.
    private func writeSettings() throws {
        let path = directory + "/cvx.toml"
        if access(path, F_OK) == 0 { return }
        let file = try AtomicFileOutput(path: path)
        try file.write(SettingsTemplate.text)
        try file.finish()
    }
}
