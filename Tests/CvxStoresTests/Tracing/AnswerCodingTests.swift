import CvxServices
import Foundation
import Testing

@testable import CvxStores

@Suite struct AnswerCodingTests {
    private var answer: ContactAnswer {
        var answer = ContactAnswer(.matched, message: "a \"word\"\n", mayHaveBeenCharged: true)
        answer.confidence = 1
        var phone = ContactPhone(number: "4805550156")
        (phone.type, phone.carrier, phone.isValid, phone.isMobile) = ("Mobile", "é", false, true)
        (phone.isDoNotCall, phone.confidence) = (true, 0.35)
        answer.phones = [phone, ContactPhone(number: "4805550157")]
        var email = ContactEmail(address: "pat@example.com")
        (email.type, email.isValid, email.confidence) = ("personal", true, 0)
        answer.emails = [email, ContactEmail(address: "doe@example.com")]
        (answer.isLitigator, answer.isDeceased, answer.response) = (false, true, "{\"a\":[1,null]}")
        (answer.retryAfter, answer.mayBeRetried) = (1_500, true)
        return answer
    }

    @Test func whatIsWrittenIsRead() {
        for answer in [answer, ContactAnswer(.noMatch, mayHaveBeenCharged: false)] {
            #expect(AnswerCoding.decode(AnswerCoding.encode(answer)) == answer)
        }
    }

    /// The first ledgers were written with Foundation's coder.
    @Test func whatWasWrittenEarlierIsRead() throws {
        let text = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
        #expect(AnswerCoding.decode(text) == answer)
    }

    @Test(arguments: ["", "[]", "{}", "{\"outcome\":\"new\",\"mayHaveBeenCharged\":true}"])
    func whatIsNoAnswer(_ text: String) { #expect(AnswerCoding.decode(text) == nil) }
}
