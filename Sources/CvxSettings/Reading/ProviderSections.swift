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
