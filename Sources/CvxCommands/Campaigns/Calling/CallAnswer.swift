import CvxDomain
import CvxLanguage

/// What a caller says at the end of a call.
enum CallAnswer: Hashable {
    /// A word of `outcome`.
    case outcome(String)
    case skip
    case quit

    private struct Choice {
        var key: String
        /// As the prompt shows it.
        var shown: String
        var answer: CallAnswer
        var words: [String]
    }

    private static let choices = [
        Choice(key: "a", shown: "a answered", answer: .outcome("answered"), words: ["answered"]),
        Choice(key: "i", shown: "i interested", answer: .outcome("interested"), words: ["interested"]),
        Choice(
            key: "t", shown: "t not interested", answer: .outcome("not_interested"), words: ["notinterested"]),
        Choice(key: "c", shown: "c call back", answer: .outcome("callback"), words: ["callback"]),
        Choice(key: "n", shown: "n no answer", answer: .outcome("no_answer"), words: ["noanswer"]),
        Choice(key: "v", shown: "v voicemail", answer: .outcome("voicemail"), words: ["voicemail"]),
        Choice(key: "b", shown: "b busy", answer: .outcome("busy"), words: ["busy"]),
        Choice(key: "w", shown: "w wrong number", answer: .outcome("wrong_number"), words: ["wrongnumber"]),
        Choice(key: "x", shown: "x disconnected", answer: .outcome("disconnected"), words: ["disconnected"]),
        Choice(
            key: "d", shown: "d do not call", answer: .outcome("do_not_call"), words: ["donotcall", "dnc"]),
        Choice(key: "s", shown: "s skip", answer: .skip, words: ["skip"]),
        Choice(key: "q", shown: "q quit", answer: .quit, words: ["quit", "exit"]),
    ]

    /// All that can be said, for the prompt: lines that fit an ordinary terminal.
    static let menu = [choices.prefix(6), choices.dropFirst(6)].map {
        $0.map(\.shown).joined(separator: " · ")
    }

    /// A key or the words in any case; nil for anything else.
    init?(_ text: String) {
        let word = Self.folded(text)
        guard let choice = Self.choices.first(where: { $0.key == word || $0.words.contains(word) }) else {
            return nil
        }
        self = choice.answer
    }

    /// What may have been meant by a text that is no answer.
    static func near(_ text: String) -> String? {
        Spelling.closest(to: folded(text), in: choices.flatMap(\.words))
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}

/// What follows from how a call ended.
struct CallEnding {
    /// A word of `outcome`.
    var outcome: String

    /// In the campaign's log, a word of `message_status`: somebody who spoke replied, a message on a machine was
    /// delivered, a number that is not theirs bounced; of all else it is known only that they were called.
    var result: String {
        switch outcome {
        case "answered", "interested", "not_interested", "callback", "do_not_call": "replied"
        case "voicemail": "delivered"
        case "wrong_number", "disconnected": "bounced"
        default: "sent"
        }
    }

    /// The number does not lead to the person.
    var isBadNumber: Bool { result == "bounced" }

    /// There is a next call to be thought of.
    var mayFollowUp: Bool { !isBadNumber && outcome != "do_not_call" && outcome != "not_interested" }
}
