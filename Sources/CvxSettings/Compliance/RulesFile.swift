import CvxLanguage
package import CvxServices

/// Rules as files have them.
package enum RulesFile {
    /// The rules that come with cvx, and on top of them what a file adds, replaces and dates.
    ///
    /// - Throws: `SettingsError` with every fault of the file and its place.
    package static func read(_ file: SettingsFile?) throws(SettingsError) -> ComplianceRules {
        var rules = try read(RuleText.standard, onto: ComplianceRules())
        if let file { rules = try read(SourceText(name: file.path, bytes: file.bytes), onto: rules) }
        return rules
    }

    private static func read(
        _ source: SourceText, onto base: ComplianceRules
    ) throws(SettingsError) -> ComplianceRules {
        let (table, faults) = TOMLReader.read(source)
        var reader = RulesReader(base, file: source.name)
        reader.read(table)
        let found = (faults + reader.diagnostics).sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
        if !found.isEmpty { throw SettingsError(reports: [(source, found)]) }
        return reader.rules
    }
}
