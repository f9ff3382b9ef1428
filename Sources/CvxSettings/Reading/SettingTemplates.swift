import CvxLanguage
import CvxServices

extension TOMLValue {
    /// Text with `${…}`.
    func template<Slot>(_ name: String) throws(SettingFault) -> TextTemplate<Slot> {
        let text = try text(name)
        do throws(TemplateFault) { return try TextTemplate(text) } catch {
            throw Self.fault(error, name, Slot.self)
        }
    }

    /// The host is the settings' alone: what a store holds must not choose who gets the key.
    func urlTemplate<Slot>(_ name: String) throws(SettingFault) -> TextTemplate<Slot> {
        let template: TextTemplate<Slot> = try template(name)
        let start = template.start
        let scheme = ["https://", "http://"].first { start.hasPrefix($0) }
        let rest = start.dropFirst(scheme?.count ?? 0)
        let hasHost = rest.first.map { !"/?#".contains($0) } ?? false
        let isWhole = template.slots.isEmpty || rest.contains { "/?".contains($0) }
        guard scheme != nil, hasHost, isWhole, !start.contains(where: \.isWhitespace) else {
            throw SettingFault(
                message: "`\(name)` is not an address of the web with a host of its own",
                help: "write \"https://host/path\", and `${…}` only behind the host")
        }
        return template
    }

    /// JSON with `${…}`, over several lines if need be.
    func jsonTemplate<Slot>(_ name: String) throws(SettingFault) -> JSONTemplate<Slot> {
        guard case .text(let text) = kind else {
            throw SettingFault(code: .settingType, message: "`\(name)` is JSON in quotes, not \(phrase)")
        }
        do throws(TemplateFault) { return try JSONTemplate(text) } catch {
            throw Self.fault(error, name, Slot.self)
        }
    }

    private static func fault<Slot: TemplateSlot>(
        _ fault: TemplateFault, _ name: String, _: Slot.Type
    ) -> SettingFault {
        switch fault {
        case .notClosed: return SettingFault(message: "`\(name)` has a `${` without its `}`")
        case .unknown(let slot):
            return SettingFault(
                message: "`\(name)` has a `${\(slot)}`, and nothing is called so",
                help: SettingsReader.suggestion(
                    for: slot, among: Slot.allCases.map(\.rawValue), "there are"))
        case .notJSON:
            // The first slot stands for what such a body could say.
            let slot = Slot.allCases.first.map(\.rawValue) ?? "name"
            return SettingFault(
                message: "`\(name)` is not JSON",
                help: "as '{\"\(slot)\": ${\(slot)}}', in single quotes, or ''' over several lines")
        }
    }
}
