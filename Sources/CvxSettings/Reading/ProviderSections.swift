import CvxDomain
import CvxLanguage
import CvxServices

// The keys of `[providers.NAME]` that only the kind http has, and of `[providers.NAME.answer]`.

extension [SettingKey<ProviderSettings>] {
    static var shape: Self {
        [
            .word("method", \.shape.method),
            SettingKey("url") { (value, _, provider) throws(SettingFault) in
                provider.shape.url = try value.urlTemplate("url")
            },
            SettingKey("body") { (value, _, provider) throws(SettingFault) in
                provider.shape.body = try value.jsonTemplate("body")
            },
        ]
    }
}

extension [SettingKey<AnswerMapping>] {
    static var answer: Self {
        [
            path("phone", \.phone), path("phone_type", \.phoneType), path("phone_carrier", \.phoneCarrier),
            path("phone_valid", \.phoneValid), path("phone_mobile", \.phoneMobile),
            path("phone_do_not_call", \.phoneDoNotCall), path("phone_confidence", \.phoneConfidence),
            path("email", \.email), path("email_type", \.emailType), path("email_valid", \.emailValid),
            path("email_confidence", \.emailConfidence), path("matched", \.matched),
            path("confidence", \.confidence), path("litigator", \.litigator), path("deceased", \.deceased),
            path("message", \.message),
            SettingKey("no_match_status") { (value, _, answer) throws(SettingFault) in
                let status = try value.count("no_match_status")
                guard (200...499).contains(status) else {
                    throw SettingFault(message: "`no_match_status` is a status of HTTP, as 404")
                }
                answer.noMatchStatus = status
            },
        ]
    }

    private static func path(
        _ name: String, _ place: WritableKeyPath<AnswerMapping, AnswerPath?>
    ) -> SettingKey<AnswerMapping> {
        SettingKey(name) { (value, _, answer) throws(SettingFault) in
            let text = try value.text(name)
            guard let path = AnswerPath(text) else {
                throw SettingFault(
                    message: "`\(text)` is not a place in an answer",
                    help: "names with `.` between them, `[]` behind a list: \"data.contacts[].phone\"")
            }
            answer[keyPath: place] = path
        }
    }
}

extension TOMLValue {
    /// Text with `${…}`.
    func template(_ name: String) throws(SettingFault) -> TextTemplate {
        let text = try text(name)
        do throws(TextTemplate.Fault) { return try TextTemplate(text) } catch {
            throw Self.fault(error, name)
        }
    }

    /// The host is the settings' alone: what a store holds must not choose who gets the key.
    func urlTemplate(_ name: String) throws(SettingFault) -> TextTemplate {
        let template = try template(name)
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
    func jsonTemplate(_ name: String) throws(SettingFault) -> JSONTemplate {
        guard case .text(let text) = kind else {
            throw SettingFault(code: .settingType, message: "`\(name)` is JSON in quotes, not \(phrase)")
        }
        do throws(JSONTemplate.Fault) {
            return try JSONTemplate(text)
        } catch {
            switch error {
            case .template(let fault): throw Self.fault(fault, name)
            case .notJSON:
                throw SettingFault(
                    message: "`\(name)` is not JSON",
                    help: "as '{\"street\": ${street}}', in single quotes, or ''' over several lines")
            }
        }
    }

    private static func fault(_ fault: TextTemplate.Fault, _ name: String) -> SettingFault {
        switch fault {
        case .notClosed: return SettingFault(message: "`\(name)` has a `${` without its `}`")
        case .unknown(let slot):
            return SettingFault(
                message: "`\(name)` has a `${\(slot)}`, and nothing is called so",
                help: SettingsReader.suggestion(
                    for: slot, among: TextTemplate.Slot.allCases.map(\.rawValue), "there are"))
        }
    }
}
