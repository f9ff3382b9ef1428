import ArgumentParser
import CvxRender
import Glibc

struct Man: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Write the manual page, as troff: cvx man | man -l -")

    func run() throws {
        let tool = try ToolInfo.read(Cvx._dumpHelp()).command
        // The version belongs to the whole, all else to a run.
        let options = try ToolInfo.read(Run._dumpHelp()).command.arguments ?? []
        let version = (tool.arguments ?? []).filter { $0.preferredName?.name == "version" }
        let text = ManualPage.text(tool, options: options + version, version: Cvx.version)
        try FileDescriptorOutput(STDOUT_FILENO).write(text)
    }
}
