import CvxLanguage
import CvxServices

extension Session {
    /// Takes on whom the settings name. Where they name nobody, nobody is looked up.
    ///
    /// - Returns: The exit code of the error that was reported; nil where all is well.
    package func begin() -> Int32? {
        do {
            try services.people?.begin(as: settings.actor, organization: settings.organization)
            return nil
        } catch {
            let diagnostic = diagnose(error)
            report([diagnostic], nil)
            return ExitCode.of(diagnostic)
        }
    }
}
