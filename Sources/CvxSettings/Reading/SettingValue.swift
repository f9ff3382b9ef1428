import CvxDomain
import CvxLanguage
import CvxServices

/// A value as the type that its setting has.
extension TOMLValue {
    func text(_ name: String) throws(SettingFault) -> String {
        guard case .text(let text) = kind else { throw isNot("text in quotes", name) }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw SettingFault(message: "`\(name)` is empty", help: "leave the line out")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw SettingFault(message: "`\(name)` has a line end or another control character in it")
        }
        return text
    }

    func texts(_ name: String) throws(SettingFault) -> [String] {
        guard case .list(let items) = kind else {
            throw isNot("a list of texts, as [\"msmtp\", \"-t\"]", name)
        }
        guard !items.isEmpty else { throw SettingFault(message: "`\(name)` is an empty list") }
        var texts: [String] = []
        for item in items { texts.append(try item.text(name)) }
        return texts
    }

    func length(_ name: String) throws(SettingFault) -> Int64 {
        guard case .text(let text) = kind else {
            throw isNot("a length of time in quotes, as \"15s\" or \"5min\"", name)
        }
        switch DurationLiteral.read(text) {
        case .success(let length) where length.count > 0: return length.nominalMilliseconds
        case .success: throw SettingFault(message: "`\(name)` is no time at all")
        case .failure(let fault): throw SettingFault(message: fault.message, help: fault.help)
        }
    }

    func count(_ name: String) throws(SettingFault) -> Int {
        guard case .integer(let number) = kind else { throw isNot("a whole number", name) }
        guard let count = Int(exactly: number), count >= 0 else {
            throw SettingFault(message: "`\(name)` is 0 or more")
        }
        return count
    }

    /// Whether a role may something, or how much of it with one statement.
    func grant(_ right: Right) throws(SettingFault) -> Grant {
        let name = right.rawValue
        switch kind {
        case .bool(let may): return may ? .yes : .no
        case .integer where right.isCounted:
            let most = try count(name)
            return most == 0 ? .no : .upTo(most)
        default: throw isNot(right.isCounted ? "true, false or a whole number" : "true or false", name)
        }
    }

    func flag(_ name: String) throws(SettingFault) -> Bool {
        guard case .bool(let flag) = kind else { throw isNot("true or false", name) }
        return flag
    }

    func number(_ name: String) throws(SettingFault) -> Double {
        switch kind {
        case .integer(let number): return Double(number)
        case .float(let number): return number
        default: throw isNot("a number", name)
        }
    }

    func rate(_ name: String) throws(SettingFault) -> Double {
        let rate = try number(name)
        guard rate > 0 else { throw SettingFault(message: "`\(name)` is more than 0") }
        return rate
    }

    /// Dollars.
    func money(_ name: String) throws(SettingFault) -> Money {
        let dollars = try number(name)
        guard dollars >= 0 else { throw SettingFault(message: "`\(name)` is 0 or more dollars") }
        guard let money = Money(dollars: dollars), abs(money.dollars - dollars) < 1e-9 else {
            throw SettingFault(message: "`\(name)` is dollars with at most four decimals")
        }
        return money
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws(SettingFault) -> Word {
        let text = try text(name)
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        throw SettingFault(
            message: "`\(text)` is none of the words of `\(name)`",
            help: SettingsReader.suggestion(for: text, among: words, "it is"))
    }

    /// `http://…` or `https://…`, without a `/` at its end.
    func url(_ name: String) throws(SettingFault) -> String {
        var text = try text(name)
        let rest = ["https://", "http://"].lazy.filter { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
            .first
        guard let rest, let first = rest.first, first != "/", !text.contains(where: \.isWhitespace) else {
            throw SettingFault(
                message: "`\(text)` is not an address of the web",
                help: "write \"https://host\", perhaps with a path")
        }
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// The name of a variable of the environment.
    func variable(_ name: String) throws(SettingFault) -> String {
        let text = try text(name)
        let isName = text.utf8.allSatisfy { TOMLReader.isKeyByte($0) && $0 != UInt8(ascii: "-") }
        guard isName, text.first?.isNumber == false else {
            // The text may be the secret itself, which must not be repeated.
            throw SettingFault(
                message: "`\(name)` is the name of a variable, not what it holds",
                help: "write \"CVX_…_KEY\", and set that variable outside")
        }
        return text
    }

    private func isNot(_ wanted: String, _ name: String) -> SettingFault {
        SettingFault(
            code: .settingType, message: "`\(name)` is \(wanted), not \(phrase)")
    }
}
