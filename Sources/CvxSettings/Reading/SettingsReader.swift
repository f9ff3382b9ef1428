import CvxDomain
import CvxLanguage
import CvxServices

/// Takes a file's tables into settings, one file after another: what a later one says counts.
struct SettingsReader {
    let context: SettingsContext
    var diagnostics: [Diagnostic] = []

    init(_ context: SettingsContext) { self.context = context }

    private static let sections = [
        "stores", "session", "providers", "transports", "compliance", "journal", "rights",
    ]

    mutating func read(_ root: TOMLTable, into settings: inout Settings) {
        for entry in root.entries {
            let (key, value) = (entry.key, entry.value)
            guard Self.sections.contains(key.text) else {
                unknownSection(key, value)
                continue
            }
            guard case .table(let table) = value.kind else {
                report(
                    .settingType, "`\(key.text)` is a section, not \(value.phrase)", at: value.span,
                    help: "write `[\(key.text)]`, and its settings below")
                continue
            }
            switch key.text {
            case "stores": read(table, "stores", .stores, into: &settings.stores)
            case "session": read(table, "session", .session, into: &settings.session)
            case "providers":
                each(table, "providers", names: nil) { reader, name, inner, span in
                    if name == localProvider {
                        return reader.read(inner, "providers.local", .local, into: &settings.local)
                    }
                    var provider = settings.providers[name] ?? ProviderSettings()
                    reader.read(inner, of: name, at: span, into: &provider)
                    settings.providers[name] = provider
                }
            case "transports":
                let types = Vocabulary.named("campaign_type")?.values
                each(table, "transports", names: types.map { ("type of campaign", $0) }) {
                    reader, name, inner, span in
                    var transport = settings.transports[name] ?? TransportSettings()
                    reader.read(inner, of: name, at: span, into: &transport)
                    settings.transports[name] = transport
                }
            case "compliance": read(table, "compliance", .compliance, into: &settings.compliance)
            case "rights":
                let roles = Role.allCases.map(\.rawValue)
                each(table, "rights", names: ("role", roles)) { reader, name, inner, _ in
                    guard let role = Role(rawValue: name) else { return }
                    reader.read(inner, "rights.\(name)", .rights(of: role), into: &settings.rights)
                }
            default: read(table, "journal", .journal, into: &settings.journal)
            }
        }
    }

    /// One section's keys.
    mutating func read<Section>(
        _ table: TOMLTable, _ name: String, _ keys: [SettingKey<Section>], into section: inout Section
    ) {
        for entry in table.entries {
            let (key, value) = (entry.key, entry.value)
            guard let known = keys.first(where: { $0.name == key.text }) else {
                unknownKey(key, in: name, keys.map(\.name))
                continue
            }
            do throws(SettingFault) {
                try known.read(value, context, &section)
            } catch {
                report(error.code, error.message, at: value.span, help: error.help)
            }
        }
        let places = ["key_env", "key_file"].compactMap { place in
            table.entries.first { $0.key.text == place }?.key
        }
        if places.count == 2 {
            report(
                .settingValue, "the key is in two places", at: places[1].span,
                help: "keep `key_env` or `key_file`")
        }
    }

    /// The sections within a section, such as `[providers.batchdata]`.
    private mutating func each(
        _ table: TOMLTable, _ section: String, names: (kind: String, all: [String])?,
        _ body: (inout SettingsReader, String, TOMLTable, Span) -> Void
    ) {
        for entry in table.entries {
            let (key, value) = (entry.key, entry.value)
            guard case .table(let inner) = value.kind else {
                report(
                    .settingType, "`\(key.text)` stands in no section of its own", at: key.span,
                    help: "write `[\(section).NAME]`, and `\(key.text)` below")
                continue
            }
            if let (kind, all) = names, !all.contains(key.text) {
                report(
                    .unknownSetting, "`\(key.text)` is no \(kind)", at: key.span,
                    help: Self.suggestion(for: key.text, among: all, "there are"))
                continue
            }
            body(&self, key.text, inner, value.span)
        }
    }

    // MARK: reports

    private mutating func unknownSection(_ key: TOMLKey, _ value: TOMLValue) {
        guard case .table = value.kind else {
            return report(
                .unknownSetting, "`\(key.text)` stands in no section", at: key.span,
                help: "sections are \(Self.sections.map { "[\($0)]" }.joined(separator: ", "))")
        }
        report(
            .unknownSetting, "there is no section `\(key.text)`", at: key.span,
            help: Self.suggestion(for: key.text, among: Self.sections, "there are"))
    }

    mutating func unknownKey(_ key: TOMLKey, in section: String, _ known: [String]) {
        if SettingsText.isSecret(key.text) {
            return report(
                .unknownSetting, "a secret does not belong in a settings file", at: key.span,
                help: known.contains("key_env")
                    ? "`key_env` names a variable that holds it, `key_file` a file" : nil)
        }
        report(
            .unknownSetting, "`[\(section)]` has no setting `\(key.text)`", at: key.span,
            help: Self.suggestion(for: key.text, among: known, "there are"))
    }

    mutating func report(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil
    ) {
        diagnostics.append(Diagnostic(code, message, at: span, help: help))
    }

    static func suggestion(for word: String, among words: [String], _ verb: String) -> String {
        let list = words.joined(separator: ", ")
        guard let near = Spelling.closest(to: word, in: words) else { return "\(verb) \(list)" }
        return "did you mean \(near)?  \(verb) \(list)"
    }
}
