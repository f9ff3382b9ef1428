import CvxDomain
import CvxLanguage
import CvxServices

// The keys of `[providers.NAME.answer]`.

extension [SettingKey<AnswerMapping>] {
    static var answer: Self {
        [
            .path("phone", \.phone), .path("phone_type", \.phoneType), .path("phone_carrier", \.phoneCarrier),
            .path("phone_valid", \.phoneValid), .path("phone_mobile", \.phoneMobile),
            .path("phone_do_not_call", \.phoneDoNotCall), .path("phone_confidence", \.phoneConfidence),
            .path("email", \.email), .path("email_type", \.emailType), .path("email_valid", \.emailValid),
            .path("email_confidence", \.emailConfidence), .path("matched", \.matched),
            .path("confidence", \.confidence), .path("litigator", \.litigator), .path("deceased", \.deceased),
            .path("message", \.message),
            SettingKey("no_match_status") { (value, _, answer) throws(SettingFault) in
                let status = try value.count("no_match_status")
                guard (200...499).contains(status) else {
                    throw SettingFault(message: "`no_match_status` is a status of HTTP, as 404")
                }
                answer.noMatchStatus = status
            },
        ]
    }
}
