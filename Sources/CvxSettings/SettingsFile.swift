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
}
