import CvxLanguage
import CvxRender
import CvxSettings
import CvxShell
import Glibc

/// Errors before, or outside, a session.
enum Failure {
    static func report(_ error: any Error, asJSON: Bool) -> Int32 {
        if error is OutputClosed { return CvxShell.ExitCode.done }
        if let settings = error as? SettingsError {
            for report in settings.reports { write(report.diagnostics, report.source, asJSON: asJSON) }
            return CvxShell.ExitCode.usage
        }
        let diagnostic: Diagnostic
        switch error {
        case let known as Diagnostic: diagnostic = known
        case let output as OutputError:
            diagnostic = Diagnostic(output.isDiskFull ? .diskFull : .fileUnwritable, "\(output)")
        default: diagnostic = SessionFactory.diagnostic(error) ?? Diagnostic(.fileUnreadable, "\(error)")
        }
        write([diagnostic], nil, asJSON: asJSON)
        return CvxShell.ExitCode.of(diagnostic)
    }

    private static func write(_ diagnostics: [Diagnostic], _ source: SourceText?, asJSON: Bool) {
        let text =
            asJSON
            ? DiagnosticJSON(source: source).render(diagnostics)
            : DiagnosticText(source: source).render(diagnostics)
        try? FileDescriptorOutput(STDERR_FILENO).write(text)
    }
}
