internal import CvxServices

/// What the end of a mail program says about the message that it was given: the codes of sysexits.h, which sendmail,
/// postfix, exim, msmtp and what is like them end with.
enum ProgramEnd {
    /// - Parameters:
    ///   - code: of its exit
    ///   - words: what it wrote about it, for a person
    static func result(code: Int32, name: String, words: String) -> SendResult {
        func said(_ meaning: String) -> String {
            words.isEmpty ? "\(name) ended with \(code), \(meaning)" : words
        }
        switch code {
        case 0: return .sent(id: nil)
        case 65: return .refused(said("which means wrong data"))
        case 67: return .refused(said("which means that nobody has this address"))
        // No host is mostly the server that the program itself should send to, not the reader's.
        case 68: return .failed(said("which means that a host is not known"), after: nil)
        case 71, 73: return .failed(said("a fault of the system"), after: nil)
        case 75: return .failed(said("which means later"), after: nil)
        case 64, 66, 69, 72, 77, 78, 126, 127:
            return .stopped(said("which means that it cannot send as it is set up"))
        // An error while a server was spoken to, or one that no convention explains: the message may have left.
        default: return .uncertain(said("and does not say whether the message has left"))
        }
    }

    static func killed(by signal: Int32, name: String) -> SendResult {
        .uncertain("\(name) was ended by signal \(signal), and nobody knows whether the message has left")
    }

    static func timedOut(after milliseconds: Int64, name: String) -> SendResult {
        .uncertain(
            "\(name) did not end within \(milliseconds) ms, and nobody knows whether the message has left")
    }
}
