import CvxLanguage

/// What the meaning of a setting depends on besides its text.
struct SettingsContext {
    /// The folder of the file: relative paths of key files count from it.
    var folder: String
    /// What `~/` stands for; nil where nobody knows.
    var home: String?
    /// Whether the system has a time zone of this name.
    var isZone: (String) -> Bool

    /// Absolute, with `~/` written out.
    func path(_ text: String) -> String {
        let expanded = Self.expanding(text, home: home)
        return expanded.hasPrefix("/") || folder.isEmpty ? expanded : folder + "/" + expanded
    }

    static func expanding(_ text: String, home: String?) -> String {
        guard text.hasPrefix("~/"), let home else { return text }
        return home + text.dropFirst()
    }
}

/// Why a setting's value does not do.
struct SettingFault: Error {
    var code = DiagnosticCode.settingValue
    var message: String
    var help: String?
}
