package import CvxLanguage

/// The process's exit codes.
package enum ExitCode {
    package static let done: Int32 = 0
    package static let failed: Int32 = 1
    package static let usage: Int32 = 2
    package static let refused: Int32 = 3
    package static let busy: Int32 = 75
    package static let interrupted: Int32 = 130

    /// The code of a failure, by its diagnostic's.
    package static func of(_ diagnostic: Diagnostic) -> Int32 {
        if diagnostic.code == .storeBusy { return busy }
        if diagnostic.code == .cancelled || diagnostic.code == .timedOut { return interrupted }
        if diagnostic.severity == .warning { return done }
        if diagnostic.code.family == .policy { return refused }
        return diagnostic.code.isStatic ? usage : failed
    }
}
