/// Text of a manual page, with the macros of man(7).
struct Troff {
    private(set) var text = ""

    /// Plain text, so that nothing in it is read as a request.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"": result += "\\(dq"
            case "\u{80}"...:
                let hex = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "]"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }

    /// A request or macro; its arguments are escaped and quoted.
    mutating func macro(_ name: String, _ arguments: String...) {
        text += "." + name + arguments.map { " \"\(Self.escaped($0))\"" }.joined() + "\n"
    }

    mutating func line(_ line: String) { text += Self.escaped(line) + "\n" }

    /// Text in which `…` stands out.
    mutating func prose(_ prose: String) {
        for (number, part) in prose.split(separator: "\n").enumerated() {
            if number > 0 { macro("br") }
            let pieces = part.split(separator: "`", omittingEmptySubsequences: false)
            let line = pieces.enumerated().map { index, piece in
                index % 2 == 1 ? "\\fB\(Self.escaped(String(piece)))\\fR" : Self.escaped(String(piece))
            }.joined()
            text += (line.hasPrefix("\\&") ? "" : "\\&") + line + "\n"
        }
    }

    /// A term and what it means.
    mutating func item(_ term: String, _ meaning: String) {
        macro("TP")
        text += "\\fB\(Self.escaped(term))\\fR\n"
        prose(meaning.isEmpty ? " " : meaning)
    }

    /// Lines as they are.
    mutating func example(_ lines: [String]) {
        macro("PP")
        macro("nf")
        macro("RS")
        for line in lines { text += "\\&" + Self.escaped(line) + "\n" }
        macro("RE")
        macro("fi")
    }
}
