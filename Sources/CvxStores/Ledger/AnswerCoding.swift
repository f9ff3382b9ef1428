internal import CvxServices
internal import FoundationEssentials

/// Answers of providers as the ledger keeps them: JSON.
enum AnswerCoding {
    static func encode(_ answer: ContactAnswer) throws -> String {
        String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    }

    /// Nil for what a newer version wrote in another form.
    static func decode(_ text: String) -> ContactAnswer? {
        try? JSONDecoder().decode(ContactAnswer.self, from: Data(text.utf8))
    }
}
