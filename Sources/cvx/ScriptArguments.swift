/// A script and the options behind it that are its own: `nightly.cvx --min-score 85 --out=hot.csv --force`.
struct ScriptArguments {
    var file: String?
    var parameters: [(name: String, value: String)] = []

    /// Words that do not do.
    enum Fault: Error {
        /// No file stands before it.
        case unknownOption(String)
        case wrong(String)

        var message: String {
            switch self {
            case .unknownOption(let word):
                "There is no option \(word); a script's own options stand behind its file."
            case .wrong(let message): message
            }
        }
    }

    /// - Parameters:
    ///   - given: what `--param` said, each as `NAME=VALUE`.
    ///   - words: what is none of the program's options, in its order.
    init(given: [String], words: [String]) throws(Fault) {
        for text in given {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw .wrong("`--param \(text)` has no value; write --param NAME=VALUE.")
            }
            try add(text[..<sign], String(text[text.index(after: sign)...]))
        }
        var rest = words[...]
        guard let first = rest.popFirst() else { return }
        guard first == "-" || !first.hasPrefix("-") else {
            throw .unknownOption(first)
        }
        file = first
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.utf8.count > 2 else {
                throw .wrong("`\(word)` stands for nothing; a script takes options, as --min-score 85.")
            }
            let name = word.dropFirst(2)
            if let sign = name.firstIndex(of: "=") {
                try add(name[..<sign], String(name[name.index(after: sign)...]))
            } else if let next = rest.first, !next.hasPrefix("--") {
                rest.removeFirst()
                try add(name, next)
            } else {
                try add(name, "true")
            }
        }
    }

    private mutating func add(_ name: Substring, _ value: String) throws(Fault) {
        let plain = String(name.map { $0 == "-" ? "_" : $0 })
        if parameters.contains(where: { $0.name == plain }) {
            throw .wrong("The parameter \(name) is given twice.")
        }
        parameters.append((plain, value))
    }
}
