package import CvxLanguage

/// A settings file as it was found.
package struct SettingsFile: Sendable {
    /// Absolute.
    package var path: String
    package var bytes: [UInt8]
    /// The user's own, as opposed to the workspace's: what it says of rights can only narrow them.
    package var isPersonal: Bool

    package init(path: String, bytes: [UInt8], isPersonal: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isPersonal = isPersonal
    }

    var folder: String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }
}

/// Everything that is wrong with the settings, by the file or variable that says it.
package struct SettingsError: Error {
    package var reports: [(source: SourceText, diagnostics: [Diagnostic])]

    /// The first fault, with the places of the others below it: for a file that is read when it is needed.
    package var first: Diagnostic {
        let all = reports.flatMap { report in report.diagnostics.map { (report.source, $0) } }
        guard let (source, first) = all.first else { return Diagnostic(.badSettings, "the file has faults") }
        var fault = first
        fault.source = source
        fault.notes += all.dropFirst().map { source, other in
            let (line, column) = source.position(of: other.span?.start ?? 0)
            return "\(source.name):\(line):\(column): \(other.message)"
        }
        return fault
    }
}
