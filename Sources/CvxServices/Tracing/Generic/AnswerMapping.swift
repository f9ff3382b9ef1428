/// Where the parts of a provider's answer stand: `[providers.NAME.answer]`. Nil: it does not say.
package struct AnswerMapping: Hashable, Sendable {
    package var phone: AnswerPath?
    package var phoneType: AnswerPath?
    package var phoneCarrier: AnswerPath?
    package var phoneValid: AnswerPath?
    package var phoneMobile: AnswerPath?
    package var phoneDoNotCall: AnswerPath?
    package var phoneConfidence: AnswerPath?
    package var email: AnswerPath?
    package var emailType: AnswerPath?
    package var emailValid: AnswerPath?
    package var emailConfidence: AnswerPath?
    /// A flag: whether somebody was found.
    package var matched: AnswerPath?
    package var confidence: AnswerPath?
    package var litigator: AnswerPath?
    package var deceased: AnswerPath?
    /// For a person, where there are no contacts.
    package var message: AnswerPath?
    /// The HTTP status that means that nobody was found.
    package var noMatchStatus: Int?

    package init() {}
}
