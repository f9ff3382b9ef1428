import CvxLanguage
import CvxServices

extension Settings {
    /// What the process's surroundings say: variables of the environment and time zones of the system.
    package struct Surroundings {
        package var variable: (String) -> String?
        package var isZone: (String) -> Bool

        package init(variable: @escaping (String) -> String?, isZone: @escaping (String) -> Bool) {
            self.variable = variable
            self.isZone = isZone
        }
    }

    /// - Parameter files: the farthest first, the user's and then the workspace's.
    /// - Throws: `SettingsError` with all faults of all files and variables.
    package static func read(
        _ files: [SettingsFile], _ surroundings: Surroundings
    ) throws(SettingsError) -> Settings {
        var settings = Settings()
        var reports: [(source: SourceText, diagnostics: [Diagnostic])] = []
        let home = surroundings.variable("HOME")
        // Who may what is the workspace's to say: a person's own file takes from it, and gives nothing.
        var ownLimits = Rights.unlimited
        for file in files {
            let source = SourceText(name: file.path, bytes: file.bytes)
            let (table, faults) = TOMLReader.read(source)
            var reader = SettingsReader(
                SettingsContext(folder: file.folder, home: home, isZone: surroundings.isZone))
            if file.isPersonal { swap(&settings.rights, &ownLimits) }
            reader.read(table, into: &settings)
            if file.isPersonal { swap(&settings.rights, &ownLimits) }
            // In the order of the lines, as somebody who mends the file goes through it.
            let found = (faults + reader.diagnostics).sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
            if !found.isEmpty { reports.append((SettingsText.masked(source), found)) }
        }
        for (variable, key) in variables {
            guard let text = surroundings.variable(variable) else { continue }
            let source = SourceText(name: variable, text: text)
            var reader = SettingsReader(
                SettingsContext(folder: "", home: home, isZone: surroundings.isZone))
            let span = Span(0, source.bytes.count)
            let table = TOMLTable(
                entries: [
                    .init(
                        key: TOMLKey(text: key, span: span),
                        value: TOMLValue(kind: Self.kind(of: text, key), span: span))
                ])
            reader.read(table, "session", .session, into: &settings.session)
            if !reader.diagnostics.isEmpty { reports.append((source, reader.diagnostics)) }
        }
        settings.rights = settings.rights.narrowed(by: ownLimits)
        if !reports.isEmpty { throw SettingsError(reports: reports) }
        return settings
    }

    /// A variable is text; what its setting wants decides what it is read as.
    private static func kind(of text: String, _ key: String) -> TOMLValue.Kind {
        switch (key, text) {
        case ("strict", "true"), ("strict", "1"): .bool(true)
        case ("strict", "false"), ("strict", "0"): .bool(false)
        case ("max_rows", _): Int64(text).map { .integer($0) } ?? .text(text)
        default: .text(text)
        }
    }

    /// Variables that say what a setting of `[session]` says, and go before it.
    package static let variables = [
        ("CVX_TIME_ZONE", "time_zone"), ("CVX_ACTOR", "actor"), ("CVX_AS", "actor"),
        ("CVX_ORGANIZATION", "organization"),
        ("CVX_MAX_ROWS", "max_rows"), ("CVX_LOCK_TIMEOUT", "lock_timeout"), ("CVX_TIMEOUT", "timeout"),
        ("CVX_STRICT", "strict"),
    ]
}
