package import CvxLanguage

/// A settings file as it was found.
package struct SettingsFile: Sendable {
    /// Absolute.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    var folder: String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }
}

/// Everything that is wrong with the settings, by the file or variable that says it.
package struct SettingsError: Error {
    package var reports: [(source: SourceText, diagnostics: [Diagnostic])]
}
