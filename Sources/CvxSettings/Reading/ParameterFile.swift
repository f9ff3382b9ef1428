package import CvxLanguage

/// A script's parameters in a TOML file: a key for each, a list where the parameter is one. Their types are the script's
/// affair.
package enum ParameterFile {
    /// Names with `-` as `_`, values as they would be typed behind the script.
    package static func read(_ source: SourceText) throws -> [(name: String, value: String)] {
        let (table, faults) = TOMLReader.read(source)
        var diagnostics = faults
        var parameters: [(name: String, value: String)] = []
        for entry in table.entries {
            let (key, value) = (entry.key, entry.value)
            if let text = value.plainText {
                parameters.append((String(key.text.map { $0 == "-" ? "_" : $0 }), text))
            } else {
                diagnostics.append(
                    Diagnostic(
                        .settingType, "`\(key.text)` is \(value.phrase), and a parameter is one value",
                        at: value.span,
                        help: "text, a number, true, false, or a list of these"))
            }
        }
        guard diagnostics.isEmpty else { throw SettingsError(reports: [(source, diagnostics)]) }
        return parameters
    }
}
