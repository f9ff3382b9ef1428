import CvxCommands
package import CvxLanguage

extension Session {
    /// Runs a start-up file up to its first error, which is shown and ends nothing else: `exit` ends the file.
    ///
    /// - Parameter declaringOnly: the text came with the workspace and may only declare
    package func start(_ source: SourceText, declaringOnly: Bool) {
        if declaringOnly {
            let parsed = Parser.parse(source, door: .file, shapes: VerbTable.shapes)
            let more = DeclarationCheck.diagnostics(of: parsed.program)
            if !more.isEmpty { return report(more, source) }
        }
        _ = run(source, door: .file)
        exitRequest = nil
    }
}
